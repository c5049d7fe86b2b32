package io.github.sam4j.internal.drawing;

import io.github.sam4j.internal.preprocessing.ResizeLongestSide;
import io.github.sam4j.mask.LowResLogits;
import java.util.Arrays;

/**
 * One axis of the way from 256 logits to the original size, both bilinear steps folded into one:
 * for each target position three neighbouring taps and their weights, which are not negative and
 * sum to 1. Immutable.
 */
final class ResizeAxis {
  /** Taps of a position. */
  static final int TAPS = 3;

  private static final int SIDE = LowResLogits.SIDE;
  private static final int FRAME = ResizeLongestSide.FRAME_SIDE;

  /** First tap of each position, rising. */
  final int[] start;

  final float[] w0;
  final float[] w1;
  final float[] w2;

  /** For each tap the first position whose first tap is this or a later one; one entry more. */
  final int[] firstAt;

  private ResizeAxis(int[] start, float[] w0, float[] w1, float[] w2) {
    this.start = start;
    this.w0 = w0;
    this.w1 = w1;
    this.w2 = w2;
    this.firstAt = new int[SIDE + 1];
    int position = 0;
    for (int tap = 0; tap <= SIDE; tap++) {
      while (position < start.length && start[position] < tap) {
        position++;
      }
      firstAt[tap] = position;
    }
  }

  /**
   * Returns the axis from 256 logits over the frame, of which {@code resized} pixels are picture,
   * to {@code original} pixels.
   */
  static ResizeAxis of(int resized, int original) {
    int[] start = new int[original];
    float[] w0 = new float[original];
    float[] w1 = new float[original];
    float[] w2 = new float[original];
    float[] weights = new float[SIDE];
    for (int i = 0; i < original; i++) {
      Linear outer = Linear.at(i, resized, original);
      Linear first = Linear.at(outer.lower, SIDE, FRAME);
      Linear second = Linear.at(outer.upper, SIDE, FRAME);
      // the two positions are neighbours at a quarter of the tap distance: never more than three
      // taps
      int from = Math.min(first.lower, SIDE - TAPS);
      Arrays.fill(weights, from, from + TAPS, 0f);
      first.addTo(weights, 1 - outer.fraction);
      second.addTo(weights, outer.fraction);
      start[i] = from;
      w0[i] = weights[from];
      w1[i] = weights[from + 1];
      w2[i] = weights[from + 2];
    }
    return new ResizeAxis(start, w0, w1, w2);
  }

  int length() {
    return start.length;
  }

  /** Number of taps from the first to the last one that any position uses. */
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
