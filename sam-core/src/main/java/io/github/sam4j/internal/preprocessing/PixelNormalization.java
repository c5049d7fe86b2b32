// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.preprocessing;

import io.github.sam4j.weights.ModelSpec;

/**
 * The normalization of 8-bit samples for an encoder, {@code (sample - mean) / deviation} with the
 * mean and deviation of a channel as in {@link ModelSpec}. Immutable.
 */
public final class PixelNormalization {
  private static final int CHANNELS = 3;
  private static final int SAMPLES = 256;

  private final float[][] values;

  private PixelNormalization(float[][] values) {
    this.values = values;
  }

  /** Returns the normalization of a model. */
  public static PixelNormalization of(ModelSpec spec) {
    // one division for each of 256 possible samples instead of one per pixel
    float[][] values = new float[CHANNELS][SAMPLES];
    for (int c = 0; c < CHANNELS; c++) {
      for (int v = 0; v < SAMPLES; v++) {
        values[c][v] = (v - spec.pixelMean(c)) / spec.pixelDeviation(c);
      }
    }
    return new PixelNormalization(values);
  }

  /**
   * Returns the normalized value of a sample.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @param sample in {@code [0, 255]}
   * @throws IndexOutOfBoundsException if channel or sample is out of range
   */
  public float normalize(int channel, int sample) {
    return values[channel][sample];
  }

  /** Normalizes a row of samples in {@code [0, 255]} into the first values of an array. */
  void normalize(int channel, int[] samples, float[] result) {
    float[] table = values[channel];
    for (int x = 0; x < samples.length; x++) {
      result[x] = table[samples[x]];
    }
  }
}
