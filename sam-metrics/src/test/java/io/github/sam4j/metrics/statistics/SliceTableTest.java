// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.OverlapMetric;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SliceTableTest {
  private static final Overlap HIT = new Overlap(8, 2, 0, 90);
  private static final Overlap MISS = new Overlap(0, 0, 8, 92);
  private static final Overlap BESIDE = new Overlap(0, 5, 8, 87);
  private static final Overlap FALSE_ALARM = new Overlap(0, 5, 0, 95);
  private static final Overlap NOTHING = new Overlap(0, 0, 0, 100);

  private static SliceTable.Outcome outcome(String volume, int slice, Overlap overlap) {
    return new SliceTable.Outcome(volume, slice, overlap, overlap.predictionCount() > 0);
  }

  /** Volume b does not contain the object, and its slices are not contiguous. */
  private static SliceTable table() {
    return SliceTable.of(List.of(
        outcome("b", 4, NOTHING),
        outcome("a", 1, HIT),
        outcome("a", 0, MISS),
        outcome("b", 3, FALSE_ALARM),
        outcome("a", 2, BESIDE)));
  }

  @Test
  void volumesKeepTheOrderOfTheirFirstSlice() {
    assertThat(table().volumes()).containsExactly("b", "a");
    assertThat(table().outcomes())
        .extracting(SliceTable.Outcome::slice)
        .containsExactly(4, 3, 1, 0, 2);
    assertThat(table().split())
        .extracting(volume -> volume.outcomes().size())
        .containsExactly(2, 3);
  }

  @Test
  void volumeWithoutSliceInScopeStaysAndIsUndefinedUnderEveryPolicy() {
    SliceTable positive = table().in(SliceTable.Scope.POSITIVE);

    assertThat(positive.volumes()).containsExactly("b", "a");
    assertThat(positive.pooledScores(OverlapMetric.DICE, EmptyPolicy.BOTH_EMPTY_IS_BEST))
        .containsExactly(Double.NaN, 16.0 / 39);
    assertThat(positive.meanScores(OverlapMetric.RECALL, EmptyPolicy.DEFAULT))
        .containsExactly(Double.NaN, 1.0 / 3);
    assertThat(table().detectionFractions(SliceTable.DetectionRule.maskSelected()))
        .containsExactly(Double.NaN, 2.0 / 3);
  }

  @Test
  void everyScopeContainsTheNext() {
    assertThat(table().in(SliceTable.Scope.ALL).outcomes()).hasSize(5);
    assertThat(table().in(SliceTable.Scope.POSITIVE).outcomes()).hasSize(3);
    assertThat(table().in(SliceTable.Scope.DETECTED_POSITIVE).outcomes())
        .extracting(SliceTable.Outcome::overlap)
        .containsExactly(HIT, BESIDE);
    assertThat(table().in(SliceTable.Scope.SCORE_ABOVE_ZERO).outcomes())
        .extracting(SliceTable.Outcome::overlap)
        .containsExactly(HIT);
  }

  @Test
  void slicesOfEveryKindAreCounted() {
    assertThat(table().counts()).isEqualTo(new SliceTable.Counts(2, 2, 1, 1, 1, 1));
    assertThat(table().in(SliceTable.Scope.DETECTED_POSITIVE).counts())
        .isEqualTo(new SliceTable.Counts(2, 2, 0, 1, 0, 0));
  }

  @Test
  void undefinedSliceScoresAreLeftOutOfTheMeanOfTheirVolume() {
    double[] precision = table().scores(OverlapMetric.PRECISION, EmptyPolicy.DEFAULT);

    // b: empty, false alarm; a: hit, miss, beside
    assertThat(precision).containsExactly(Double.NaN, 0, 0.8, Double.NaN, 0);
    assertThat(table().meanScores(OverlapMetric.PRECISION, EmptyPolicy.DEFAULT))
        .containsExactly(0, 0.4);
    assertThat(Summary.of(precision).undefined()).isEqualTo(2);
  }

  @Test
  void emptyTableHasNoScores() {
    SliceTable empty = SliceTable.of(List.of());

    assertThat(empty.counts().slices()).isZero();
    assertThat(empty.pooled()).isEqualTo(Overlap.NONE);
    assertThat(empty.scores(OverlapMetric.DICE, EmptyPolicy.DEFAULT)).isEmpty();
    assertThat(empty.detection(SliceTable.DetectionRule.maskSelected()).fraction())
        .isNaN();
  }

  @Test
  void selectedMaskWithoutPixelsIsADetectionButNoFalseAlarm() {
    SliceTable table = SliceTable.of(List.of(
        new SliceTable.Outcome("a", 0, MISS, true), new SliceTable.Outcome("a", 1, NOTHING, true)));

    assertThat(table.counts()).isEqualTo(new SliceTable.Counts(1, 1, 0, 1, 0, 1));
  }

  @Test
  void iouEqualToTheThresholdIsNotDetected() {
    // the double next to 3/10 is a little smaller, so 3/10 is above it but not above 0.3
    SliceTable.Outcome exactly = outcome("a", 0, new Overlap(3, 4, 3, 0));
    SliceTable.Outcome more =
        outcome("a", 0, new Overlap(300_000_001, 400_000_000, 299_999_999, 0));

    assertThat(SliceTable.DetectionRule.iouAbove(0.3).detects(exactly)).isFalse();
    assertThat(SliceTable.DetectionRule.iouAbove(0.3).detects(more)).isTrue();
    assertThat(SliceTable.DetectionRule.iouAbove(0).detects(outcome("a", 0, MISS)))
        .isFalse();
    assertThat(SliceTable.DetectionRule.iouAbove(0).detects(outcome("a", 0, NOTHING)))
        .isFalse();
  }

  @Test
  void iouIsComparedBeyondTheDigitsOfADouble() {
    long half = 1L << 60;
    SliceTable.Outcome above = outcome("a", 0, new Overlap(half + 1, half, 0, 0));
    SliceTable.Outcome below = outcome("a", 0, new Overlap(half, half + 1, 0, 0));

    assertThat(above.overlap().iou()).isEqualTo(below.overlap().iou());
    assertThat(SliceTable.DetectionRule.iouAbove(0.5).detects(above)).isTrue();
    assertThat(SliceTable.DetectionRule.iouAbove(0.5).detects(below)).isFalse();
  }

  @Test
  void falseAlarmIsNoDetection() {
    assertThat(SliceTable.DetectionRule.maskSelected().detects(outcome("b", 0, FALSE_ALARM)))
        .isFalse();
    assertThat(SliceTable.DetectionRule.maskSelected().detects(outcome("a", 0, BESIDE)))
        .isTrue();
    assertThat(new SliceTable.Detection(2, 5).missed()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void thresholdOutOfRangeIsRefused(double threshold) {
    assertThatThrownBy(() -> SliceTable.DetectionRule.iouAbove(threshold))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0, 1), got threshold=" + threshold);
  }

  @Test
  void sliceThatAppearsTwiceIsRefused() {
    assertThatThrownBy(() -> SliceTable.of(
            List.of(outcome("a", 1, HIT), outcome("b", 1, HIT), outcome("a", 1, MISS))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("slice=1 again in row 2");
  }

  @Test
  void predictionWithoutSelectedMaskIsRefused() {
    assertThatThrownBy(() -> new SliceTable.Outcome("a", 1, FALSE_ALARM, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("falsePositives=5");
    assertThatThrownBy(() -> new SliceTable.Outcome("a", -1, HIT, true))
        .hasMessageContaining("slice must not be negative, got -1");
    assertThatThrownBy(() -> new SliceTable.Detection(3, 2))
        .hasMessageContaining("detected=3 total=2");
  }
}
