// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SpacingTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e-31, 1e31})
  void distanceWithoutUsableSquareIsRefused(double distance) {
    assertThatThrownBy(() -> new Spacing(1, distance, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("positive")
        .hasMessageContaining("y=" + distance);
  }

  @Test
  void noiseOfSinglePrecisionIsRemoved() {
    Spacing read = new Spacing((float) 0.4, (float) 0.7949219, 5);

    assertThat(read.inSinglePrecision()).isEqualTo(new Spacing(0.4, 0.7949219, 5));
    assertThat(read.x()).isNotEqualTo(0.4);
    assertThat(new Spacing(1e-30, 1e30, 1).inSinglePrecision().y()).isEqualTo(1e30);
  }
}
