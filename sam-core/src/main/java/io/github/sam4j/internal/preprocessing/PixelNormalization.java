package io.github.sam4j.internal.preprocessing;

/**
 * What an encoder expects instead of 8-bit samples: {@code (sample - mean) / std} with a mean and a
 * divisor per channel, both in units of samples. Immutable.
 */
public final class PixelNormalization {
  /** The normalisation of the published SAM models: mean and deviation of ImageNet. */
  public static final PixelNormalization SAM =
      of(new float[] {123.675f, 116.28f, 103.53f}, new float[] {58.395f, 57.12f, 57.375f});

  private static final int CHANNELS = 3;
  private static final int SAMPLES = 256;

  private final float[][] values;

  private PixelNormalization(float[][] values) {
    this.values = values;
  }

  /**
   * Returns a normalisation.
   *
   * @param mean what is subtracted from red, green and blue
   * @param std what the difference is divided by, above 0
   * @throws IllegalArgumentException if there aren't three values each, or one is out of range
   */
  public static PixelNormalization of(float[] mean, float[] std) {
    if (mean.length != CHANNELS || std.length != CHANNELS) {
      throw new IllegalArgumentException("mean and std must have " + CHANNELS
          + " values each, got mean.length=" + mean.length + " std.length=" + std.length);
    }
    // 256 possible samples: one division for each of them instead of one per pixel
    float[][] values = new float[CHANNELS][SAMPLES];
    for (int c = 0; c < CHANNELS; c++) {
      if (!Float.isFinite(mean[c]) || !Float.isFinite(std[c]) || std[c] <= 0) {
        throw new IllegalArgumentException(
            "mean must be finite and std finite and above 0, got mean=" + mean[c] + " std=" + std[c]
                + " for channel=" + c);
      }
      for (int v = 0; v < SAMPLES; v++) {
        values[c][v] = (v - mean[c]) / std[c];
      }
    }
    return new PixelNormalization(values);
  }

  /**
   * Returns the normalised value of a sample.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @param sample in {@code [0, 255]}
   * @throws IndexOutOfBoundsException if one is out of range
   */
  public float normalize(int channel, int sample) {
    return values[channel][sample];
  }

  /** Normalises a row of samples in {@code [0, 255]} into the first values of an array. */
  void normalize(int channel, int[] samples, float[] result) {
    float[] table = values[channel];
    for (int x = 0; x < samples.length; x++) {
      result[x] = table[samples[x]];
    }
  }
}
