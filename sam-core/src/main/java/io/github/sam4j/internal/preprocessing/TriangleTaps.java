// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.preprocessing;

/**
 * The source positions and fixed-point weights of each target position along one axis, for a
 * triangle filter whose support grows with the shrink factor.
 *
 * <p>All positions have the same number of taps: shorter windows, as at the border, are padded with
 * zero weights inside the axis. Weights are non-negative, and rounding changes their sum from
 * {@code 1 << WEIGHT_BITS} by at most half the number of taps, which is about twice the shrink
 * factor and below 2<sup>14</sup> for every image and frame. So a weighted sum of 8-bit samples
 * plus {@link #ROUND} fits into an {@code int} and, shifted right by {@link #WEIGHT_BITS}, is in
 * {@code [0, 255]} without clamping. Immutable.
 */
final class TriangleTaps {
  /** Fractional bits of a weight. */
  static final int WEIGHT_BITS = 22;

  /** One half, the initial value of a sum, so that the shift rounds. */
  static final int ROUND = 1 << (WEIGHT_BITS - 1);

  /** First tap of each target position, non-decreasing. */
  final int[] start;

  /** Weight of each tap at each target position, {@code [tap][position]}. */
  final int[][] weights;

  private TriangleTaps(int[] start, int[][] weights) {
    this.start = start;
    this.weights = weights;
  }

  /**
   * Returns the taps from {@code in} samples to {@code out}. If both are equal, there is a single
   * tap, which copies each sample.
   */
  static TriangleTaps of(int in, int out) {
    double scale = (double) in / out;
    double support = Math.max(scale, 1.0);
    int[] start = new int[out];
    int count = 1;
    for (int i = 0; i < out; i++) {
      start[i] = from(i, scale, support);
      count = in == out ? 1 : Math.max(count, to(i, scale, support, in) - start[i]);
    }
    int[][] weights = new int[count][out];
    double[] exact = new double[count];
    for (int i = 0; i < out; i++) {
      double centre = (i + 0.5) * scale;
      int length = Math.min(count, to(i, scale, support, in) - start[i]);
      double sum = 0;
      for (int k = 0; k < length; k++) {
        exact[k] = Math.max(0, 1 - Math.abs((start[i] + k - centre + 0.5) / support));
        sum += exact[k];
      }
      int shift = Math.max(0, start[i] + count - in);
      for (int k = 0; k < length; k++) {
        weights[k + shift][i] = (int) (0.5 + exact[k] / sum * (1 << WEIGHT_BITS));
      }
      start[i] -= shift;
    }
    return new TriangleTaps(start, weights);
  }

  private static int from(int i, double scale, double support) {
    return Math.max(0, (int) ((i + 0.5) * scale - support + 0.5));
  }

  private static int to(int i, double scale, double support, int in) {
    return Math.min(in, (int) ((i + 0.5) * scale + support + 0.5));
  }

  /** Returns the number of taps per position. */
  int count() {
    return weights.length;
  }

  /** Rounds weighted sums, which started with {@link #ROUND}, to samples in place. */
  static void toSamples(int[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] >>= WEIGHT_BITS;
    }
  }
}
