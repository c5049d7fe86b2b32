// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.EmptyPolicy.Answer;
import io.github.sam4j.metrics.EmptyPolicy.Scale;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
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
        compare(
            golden.get("name").asText() + " " + metric.key(),
            metric.of(overlap),
            scores.get(metric.key()),
            metric == OverlapMetric.COHENS_KAPPA ? 2e-5 : 1e-6);
      }
      if (golden.get("ndim").asInt() == 2) {
        assertThat(Overlap.between(
                MetricOracle.mask(golden, "ref"), MetricOracle.mask(golden, "pred")))
            .isEqualTo(overlap);
      }
    }
  }

  private static void compare(
      String what, double actual, JsonNode expected, double singlePrecision) {
    MetricOracle.assertClose(actual, expected.get("v"), 1e-12, what);
    double quotient = expected.get("num").asDouble() / expected.get("den").asDouble();
    assertThat(actual).as(what).isEqualTo(Double.valueOf(quotient));
    expected.get("tools").properties().forEach(tool -> {
      // without a number of ours, tools have policies of their own
      if (tool.getValue().isNumber() && Double.isFinite(actual)) {
        boolean exact = Set.of("medpy", "sklearn", "surface_distance").contains(tool.getKey());
        assertThat(actual)
            .as(what + " of " + tool.getKey())
            .isCloseTo(tool.getValue().asDouble(), within(exact ? 1e-12 : singlePrecision));
      }
    });
  }

  @Test
  void emptyMasksAreAnsweredAsDocumented() {
    Overlap falsePositives = new Overlap(0, 4, 0, 11);
    Overlap miss = new Overlap(0, 0, 4, 11);

    // docs/metrics.md has the same table
    assertThat(scores(NEITHER, OverlapMetric.DICE, OverlapMetric.IOU, OverlapMetric.PRECISION))
        .containsOnly(Double.NaN);
    assertThat(
            scores(falsePositives, OverlapMetric.DICE, OverlapMetric.IOU, OverlapMetric.PRECISION))
        .containsOnly(0.0);
    assertThat(scores(miss, OverlapMetric.DICE, OverlapMetric.IOU, OverlapMetric.RECALL))
        .containsOnly(0.0);
    assertThat(miss.precision()).isNaN();
    assertThat(falsePositives.recall()).isNaN();
    assertThat(NEITHER.relativeVolumeDifference()).isNaN();
    assertThat(falsePositives.relativeVolumeDifference()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(miss.relativeVolumeDifference()).isEqualTo(-1);
    assertThat(NEITHER.cohensKappa()).isNaN();
    assertThat(miss.cohensKappa()).isZero();
  }

  private static List<Double> scores(Overlap overlap, OverlapMetric... metrics) {
    return Stream.of(metrics).map(metric -> metric.of(overlap)).toList();
  }

  @Test
  void exchangingTheMasksKeepsSymmetricScores_seed21() {
    Random random = new Random(21);
    for (int i = 0; i < 50; i++) {
      Mask a = mask(noise(random, 61, 7));
      Mask b = mask(noise(random, 61, 7));
      Overlap there = Overlap.between(/* reference= */ a, /* prediction= */ b);
      Overlap back = Overlap.between(/* reference= */ b, /* prediction= */ a);

      assertThat(back.dice()).isEqualTo(there.dice());
      assertThat(back.iou()).isEqualTo(there.iou());
      assertThat(back.accuracy()).isEqualTo(there.accuracy());
      assertThat(back.cohensKappa()).isEqualTo(there.cohensKappa());
      assertThat(back.volumetricSimilarity()).isEqualTo(there.volumetricSimilarity());
      assertThat(back.precision()).isEqualTo(there.recall());
      assertThat(back.signedVolumeSimilarity()).isEqualTo(-there.signedVolumeSimilarity());
    }
  }

  @Test
  void movingOrTurningBothMasksKeepsTheCounts_seed22() {
    Random random = new Random(22);
    Mask a = mask(noise(random, 61, 7));
    Mask b = mask(noise(random, 61, 7));
    Overlap here = Overlap.between(a, b);

    Overlap moved = Overlap.between(moved(a), moved(b));

    assertThat(Overlap.between(a.transpose(), b.transpose())).isEqualTo(here);
    assertThat(moved.truePositives()).isEqualTo(here.truePositives());
    assertThat(moved.falsePositives()).isEqualTo(here.falsePositives());
    assertThat(moved.falseNegatives()).isEqualTo(here.falseNegatives());
  }

  private static Mask moved(Mask mask) {
    return Mask.of(
        mask.width() + 67,
        mask.height() + 5,
        (x, y) -> x >= 67 && y >= 5 && mask.get(x - 67, y - 5));
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
