// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.instance.InstanceOverlaps.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InstanceMatchingTest {
  private static final IouThreshold QUARTER = IouThreshold.moreThan(1, 4);
  private static final Pair PAIR = new Pair(4, 9, 3, 4);

  @Test
  void scoresByTheirFormulas() {
    InstanceMatching matching =
        new InstanceMatching(QUARTER, List.of(PAIR, new Pair(5, 7, 1, 2)), 3, 5);

    assertThat(matching.truePositives()).isEqualTo(2);
    assertThat(matching.falsePositives()).isEqualTo(3);
    assertThat(matching.falseNegatives()).isEqualTo(1);
    assertThat(matching.precision()).isEqualTo(2 / 5.0);
    assertThat(matching.recall()).isEqualTo(2 / 3.0);
    assertThat(matching.f1()).isEqualTo(4 / 8.0);
    assertThat(matching.accuracy()).isEqualTo(2 / 6.0);
    assertThat(matching.iouSum()).isEqualTo(1.25);
    assertThat(matching.segmentationQuality()).isEqualTo(0.625);
    assertThat(matching.recognitionQuality()).isEqualTo(0.5);
    assertThat(matching.panopticQuality()).isEqualTo(0.3125);
  }

  @ParameterizedTest
  @EnumSource
  void policyDecidesWhereAnImageHasNoObject(InstanceMetric metric) {
    InstanceMatching nothing = new InstanceMatching(QUARTER, List.of(), 0, 0);
    InstanceMatching missed = new InstanceMatching(QUARTER, List.of(), 2, 0);
    InstanceMatching apart = new InstanceMatching(QUARTER, List.of(), 2, 3);

    assertThat(metric.of(nothing)).isNaN();
    assertThat(metric.of(nothing, EmptyPolicy.BOTH_EMPTY_IS_BEST)).isEqualTo(1);
    assertThat(metric.of(nothing, EmptyPolicy.BOTH_EMPTY_IS_WORST)).isZero();
    assertThat(metric.of(missed, EmptyPolicy.BOTH_EMPTY_IS_BEST))
        .isEqualTo(Double.valueOf(metric.of(missed)));
    assertThat(metric.of(apart, EmptyPolicy.BOTH_EMPTY_IS_BEST))
        .isEqualTo(Double.valueOf(metric.of(apart)));
  }

  @Test
  void objectInTwoPairsIsRefused() {
    assertThatThrownBy(
            () -> new InstanceMatching(QUARTER, List.of(PAIR, new Pair(4, 10, 1, 2)), 3, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("reference");
    assertThatThrownBy(
            () -> new InstanceMatching(QUARTER, List.of(PAIR, new Pair(5, 9, 1, 2)), 3, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("prediction");
  }

  @Test
  void pairsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new InstanceMatching(QUARTER, List.of(PAIR), 3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("predictions=0");
    assertThatThrownBy(() -> new InstanceMatching(IouThreshold.atLeast(4, 5), List.of(PAIR), 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(">= 0.8");
    assertThatThrownBy(() -> new Pair(1, 1, 0, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("intersection=0");
    assertThatThrownBy(() -> new Pair(1, 1, 6, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("union=5");
  }
}
