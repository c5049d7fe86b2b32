package io.github.sam4j.internal.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PixelNormalizationTest {
  private static final float[] ONES = {1, 1, 1};

  @Test
  void everySampleEqualsTheFormulaInSinglePrecision() {
    float[] mean = {123.675f, 116.28f, 103.53f};
    float[] std = {58.395f, 57.12f, 57.375f};

    for (int c = 0; c < 3; c++) {
      for (int v = 0; v < 256; v++) {
        assertThat(PixelNormalization.SAM.normalize(c, v)).isEqualTo((v - mean[c]) / std[c]);
      }
    }
  }

  @Test
  void rowIsNormalizedIntoTheFirstValues() {
    PixelNormalization normalization =
        PixelNormalization.of(new float[] {0, 10, 0}, new float[] {1, 2, 1});
    float[] values = {7, 7, 7, 7};

    normalization.normalize(1, new int[] {0, 10, 255}, values);

    assertThat(values).containsExactly(-5f, 0f, 122.5f, 7f);
  }

  @Test
  void valuesAreCopiedOnTheWayIn() {
    float[] mean = {1, 2, 3};
    PixelNormalization normalization = PixelNormalization.of(mean, ONES);

    mean[0] = 100;

    assertThat(normalization.normalize(0, 5)).isEqualTo(4f);
  }

  @ParameterizedTest(name = "{0} and {1} values")
  @CsvSource({"2, 3", "3, 4", "0, 0"})
  void anotherNumberOfChannelsIsRefused(int means, int stds) {
    assertThatThrownBy(() -> PixelNormalization.of(new float[means], new float[stds]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 values each")
        .hasMessageContaining("mean.length=" + means + " std.length=" + stds);
  }

  @ParameterizedTest(name = "mean {0}, std {1}")
  @CsvSource({"NaN, 1", "Infinity, 1", "1, 0.0", "1, -1.0", "1, NaN", "1, Infinity"})
  void valuesOutOfRangeAreRefused(float mean, float std) {
    float[] means = {0, 0, mean};
    float[] stds = {1, 1, std};

    assertThatThrownBy(() -> PixelNormalization.of(means, stds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mean=" + mean + " std=" + std)
        .hasMessageContaining("channel=2");
  }

  @ParameterizedTest(name = "channel {0}, sample {1}")
  @CsvSource({"-1, 0", "3, 0", "0, -1", "0, 256"})
  void sampleOutOfRangeIsRefused(int channel, int sample) {
    assertThatThrownBy(() -> PixelNormalization.SAM.normalize(channel, sample))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
