// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.weights.ModelSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PixelNormalizationTest {
  @Test
  void everySampleEqualsTheFormulaInSinglePrecision() {
    float[] mean = {123.675f, 116.28f, 103.53f};
    float[] std = {58.395f, 57.12f, 57.375f};

    for (int c = 0; c < 3; c++) {
      for (int v = 0; v < 256; v++) {
        assertThat(PixelNormalization.of(ModelSpec.sam1()).normalize(c, v))
            .isEqualTo((v - mean[c]) / std[c]);
      }
    }
  }

  @Test
  void rowIsNormalizedIntoTheFirstValues() {
    PixelNormalization normalization = PixelNormalization.of(
        ModelSpec.builder(1024, 64).pixelMean(0, 10, 0).pixelDeviation(1, 2, 1).build());
    float[] values = {7, 7, 7, 7};

    normalization.normalize(1, new int[] {0, 10, 255}, values);

    assertThat(values).containsExactly(-5f, 0f, 122.5f, 7f);
  }

  @ParameterizedTest(name = "channel {0}, sample {1}")
  @CsvSource({"-1, 0", "3, 0", "0, -1", "0, 256"})
  void sampleOutOfRangeIsRefused(int channel, int sample) {
    assertThatThrownBy(() -> PixelNormalization.of(ModelSpec.sam1()).normalize(channel, sample))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
