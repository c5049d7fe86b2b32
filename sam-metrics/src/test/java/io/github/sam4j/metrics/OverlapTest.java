package io.github.sam4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.EmptyPolicy.Answer;
import io.github.sam4j.metrics.EmptyPolicy.Scale;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OverlapTest {
  private static final Mask EMPTY = Mask.empty(5, 3);
  private static final Mask FULL = EMPTY.not();
  private static final Overlap NEITHER = Overlap.between(EMPTY, EMPTY);

  @Test
  void bothEmptyIsUndefined() {
    Overlap overlap = Overlap.between(EMPTY, EMPTY);

    assertThat(overlap.dice()).isNaN();
    assertThat(overlap.iou()).isNaN();
    assertThat(overlap.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void policyOnlyDecidesAboutEmptyMasks(OverlapMetric metric) {
    EmptyPolicy undefined = new EmptyPolicy(Answer.UNDEFINED, Answer.UNDEFINED, Answer.UNDEFINED);
    Overlap some = new Overlap(3, 2, 5, 7);
    Overlap miss = Overlap.between(FULL, EMPTY);

    assertThat(metric.of(some, undefined)).isEqualTo(Double.valueOf(metric.of(some)));
    if (metric.scale().isPresent()) {
      assertThat(metric.of(miss, undefined)).isNaN();
      assertThat(metric.of(NEITHER, EmptyPolicy.BOTH_EMPTY_IS_BEST))
          .isEqualTo(metric.scale().get() == Scale.AGREEMENT ? 1 : 0);
      assertThat(metric.of(NEITHER, EmptyPolicy.BOTH_EMPTY_IS_WORST))
          .isEqualTo(metric.scale().get() == Scale.AGREEMENT ? 0 : Double.POSITIVE_INFINITY);
    } else {
      assertThat(metric.of(miss, undefined)).isEqualTo(Double.valueOf(metric.of(miss)));
    }
  }

  @Test
  void kappaOfCountsWhoseProductsExceed64Bits() {
    long n = 1L << 40;

    // half of each kind is right: observed 1/2, chance 1/2
    assertThat(new Overlap(n, n, n, n).cohensKappa()).isZero();
    assertThat(new Overlap(n, 0, 0, n).cohensKappa()).isEqualTo(1);
  }

  @Test
  void oneEmptyIsAMiss() {
    assertThat(Overlap.between(FULL, EMPTY).dice()).isZero();
    assertThat(Overlap.between(EMPTY, FULL).iou()).isZero();
    assertThat(Overlap.between(EMPTY, FULL).isEmpty()).isFalse();
  }

  @Test
  void countsEqualPixelByPixelCounting_seed7() {
    Random random = new Random(7);
    for (int width : new int[] {1, 63, 64, 65, 127}) {
      boolean[][] a = noise(random, width, 31);
      boolean[][] b = noise(random, width, 31);
      long tp = 0;
      long fp = 0;
      long fn = 0;
      for (int y = 0; y < 31; y++) {
        for (int x = 0; x < width; x++) {
          tp += a[y][x] && b[y][x] ? 1 : 0;
          fp += !a[y][x] && b[y][x] ? 1 : 0;
          fn += a[y][x] && !b[y][x] ? 1 : 0;
        }
      }

      Overlap overlap = Overlap.between(mask(a), mask(b));

      assertThat(overlap).isEqualTo(new Overlap(tp, fp, fn, width * 31L - tp - fp - fn));
      double iou = overlap.iou();
      assertThat(overlap.dice()).isCloseTo(2 * iou / (1 + iou), within(1e-15));
    }
  }

  @Test
  void sumOfSlicesIsPooled() {
    Overlap sum = new Overlap(1, 2, 3, 4).plus(new Overlap(10, 20, 30, 40));

    assertThat(sum).isEqualTo(new Overlap(11, 22, 33, 44));
  }

  @Test
  void masksOfDifferentSizesAreRefused() {
    assertThatThrownBy(() -> Overlap.between(EMPTY, Mask.empty(3, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5x3")
        .hasMessageContaining("3x5");
  }

  @Test
  void scoresEqualTheOracle() throws IOException {
    for (JsonNode golden : MetricOracle.cases("cases_open.json")) {
      Overlap overlap =
          Overlap.between(MetricOracle.voxels(golden, "ref"), MetricOracle.voxels(golden, "pred"));
      JsonNode counts = golden.get("expected").get("counts");
      JsonNode scores = golden.get("expected").get("overlap");

      assertThat(overlap.truePositives()).isEqualTo(counts.get("tp").asLong());
      assertThat(overlap.falsePositives()).isEqualTo(counts.get("fp").asLong());
      assertThat(overlap.falseNegatives()).isEqualTo(counts.get("fn").asLong());
      assertThat(overlap.trueNegatives()).isEqualTo(counts.get("tn").asLong());
      assertThat(overlap.total()).isEqualTo(counts.get("total").asLong());
      assertThat(overlap.referenceCount()).isEqualTo(counts.get("ref_voxels").asLong());
      assertThat(overlap.predictionCount()).isEqualTo(counts.get("pred_voxels").asLong());
      for (OverlapMetric metric : OverlapMetric.values()) {
        MetricOracle.assertClose(
            metric.of(overlap),
            scores.get(metric.key()).get("v"),
            1e-12,
            golden.get("name").asText() + " " + metric.key());
      }
      if (golden.get("ndim").asInt() == 2) {
        assertThat(Overlap.between(
                MetricOracle.mask(golden, "ref"), MetricOracle.mask(golden, "pred")))
            .isEqualTo(overlap);
      }
    }
  }

  private static boolean[][] noise(Random random, int width, int height) {
    boolean[][] pixels = new boolean[height][width];
    for (boolean[] row : pixels) {
      for (int x = 0; x < width; x++) {
        row[x] = random.nextInt(3) == 0;
      }
    }
    return pixels;
  }

  private static Mask mask(boolean[][] pixels) {
    return Mask.of(pixels[0].length, pixels.length, (x, y) -> pixels[y][x]);
  }
}
