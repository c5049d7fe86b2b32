package io.github.sam4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OverlapTest {
  private static final Mask EMPTY = Mask.empty(5, 3);
  private static final Mask FULL = EMPTY.not();

  @Test
  void bothEmptyIsPerfectAgreement() {
    Overlap overlap = Overlap.between(EMPTY, EMPTY);

    assertThat(overlap.dice()).isEqualTo(1);
    assertThat(overlap.iou()).isEqualTo(1);
    assertThat(overlap.isEmpty()).isTrue();
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
    for (JsonNode golden : SharedData.json("golden/metrics/cases_open.json").get("cases")) {
      Mask reference = flat(golden.get("ref"));
      Mask prediction = flat(golden.get("pred"));
      Overlap overlap = Overlap.between(reference, prediction);
      JsonNode counts = golden.get("expected").get("counts");

      assertThat(overlap.truePositives()).isEqualTo(counts.get("tp").asLong());
      assertThat(overlap.falsePositives()).isEqualTo(counts.get("fp").asLong());
      assertThat(overlap.falseNegatives()).isEqualTo(counts.get("fn").asLong());
      assertThat(overlap.trueNegatives()).isEqualTo(counts.get("tn").asLong());
      JsonNode expected = golden.get("expected").get("overlap");
      if (!overlap.isEmpty()) {
        assertThat(overlap.dice())
            .isCloseTo(expected.get("dice").get("v").asDouble(), within(1e-12));
        assertThat(overlap.iou()).isCloseTo(expected.get("iou").get("v").asDouble(), within(1e-12));
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

  /** A grid of any dimension as one row: overlap doesn't depend on the arrangement. */
  private static Mask flat(JsonNode rle) {
    JsonNode runs = rle.isArray() ? rle : rle.get("rle");
    int length = 0;
    for (JsonNode run : runs) {
      length += run.asInt();
    }
    boolean[] pixels = new boolean[length];
    int at = 0;
    boolean set = false;
    for (JsonNode run : runs) {
      Arrays.fill(pixels, at, at + run.asInt(), set);
      at += run.asInt();
      set = !set;
    }
    return Mask.of(length, 1, (x, y) -> pixels[x]);
  }
}
