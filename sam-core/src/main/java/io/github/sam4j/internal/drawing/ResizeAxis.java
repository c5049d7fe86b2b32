// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import io.github.sam4j.weights.ModelSpec;
import java.util.Arrays;

/**
 * One axis of the interpolation from low-resolution logits to the original size: for each target
 * position, three neighbouring taps and their non-negative weights, which sum to 1. Immutable.
 *
 * <p>For padded images, the reference interpolates twice: to the frame, and from its covered part
 * to the original size; this class folds both bilinear steps into one. Stretched images need a
 * single step, directly from the logits to the original size.
 */
final class ResizeAxis {
  /** Number of taps per position. */
  static final int TAPS = 3;

  /** Number of logits along the axis. */
  private final int side;

  /** First tap of each position, ascending. */
  final int[] start;

  final float[] w0;
  final float[] w1;
  final float[] w2;

  /**
   * For each tap, the first position whose first tap is this or a later one; has one extra entry.
   */
  final int[] firstAt;

  private ResizeAxis(int side, int[] start, float[] w0, float[] w1, float[] w2) {
    this.side = side;
    this.start = start;
    this.w0 = w0;
    this.w1 = w1;
    this.w2 = w2;
    this.firstAt = new int[side + 1];
    int position = 0;
    for (int tap = 0; tap <= side; tap++) {
      while (position < start.length && start[position] < tap) {
        position++;
      }
      firstAt[tap] = position;
    }
  }

  /**
   * Returns the axis from the logits of a model to {@code original} pixels.
   *
   * @param resized pixels of the frame that the image covers
   */
  static ResizeAxis of(ModelSpec spec, int resized, int original) {
    int side = spec.logitSide();
    int frame = spec.frameSide();
    boolean direct = spec.resize() == ModelSpec.Resize.STRETCH;
    int[] start = new int[original];
    float[] w0 = new float[original];
    float[] w1 = new float[original];
    float[] w2 = new float[original];
    float[] weights = new float[side];
    for (int i = 0; i < original; i++) {
      Linear outer = Linear.at(i, resized, original);
      Linear first = direct ? Linear.at(i, side, original) : Linear.at(outer.lower, side, frame);
      // neighbours in the frame are at most one logit apart, so three taps suffice
      int from = Math.min(first.lower, side - TAPS);
      Arrays.fill(weights, from, from + TAPS, 0f);
      if (direct) {
        first.addTo(weights, 1);
      } else {
        first.addTo(weights, 1 - outer.fraction);
        Linear.at(outer.upper, side, frame).addTo(weights, outer.fraction);
      }
      start[i] = from;
      w0[i] = weights[from];
      w1[i] = weights[from + 1];
      w2[i] = weights[from + 2];
    }
    return new ResizeAxis(side, start, w0, w1, w2);
  }

  /** Returns the number of logits along the axis. */
  int side() {
    return side;
  }

  int length() {
    return start.length;
  }

  /** Returns the number of taps from the first to the last one in use. */
  int taps() {
    return start[start.length - 1] + TAPS;
  }

  /** One bilinear interpolation step in single precision, as the reference computes it. */
  private static final class Linear {
    final int lower;
    final int upper;
    final float fraction;

    private Linear(int lower, int upper, float fraction) {
      this.lower = lower;
      this.upper = upper;
      this.fraction = fraction;
    }

    static Linear at(int target, int sourceLength, int targetLength) {
      float scale = (float) sourceLength / targetLength;
      float position = Math.max(0f, scale * (target + 0.5f) - 0.5f);
      int lower = Math.min((int) position, sourceLength - 1);
      int upper = Math.min(lower + 1, sourceLength - 1);
      return new Linear(lower, upper, Math.min(Math.max(position - lower, 0f), 1f));
    }

    void addTo(float[] weights, float share) {
      weights[lower] += share * (1 - fraction);
      weights[upper] += share * fraction;
    }
  }
}
