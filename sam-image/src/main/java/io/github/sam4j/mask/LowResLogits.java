// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The decoder's own output for one mask: {@code side × side} logits over the square frame that the
 * image was resized to; 256 × 256 in SAM 1, four frame pixels to one logit. A logit above 0 belongs
 * to the mask. Immutable; given back unchanged as a mask prompt it refines the mask.
 */
public final class LowResLogits {
  private final float[] values;
  private final int side;

  private LowResLogits(float[] values, int side) {
    this.values = values;
    this.side = side;
  }

  /**
   * Returns logits of the given values.
   *
   * @param values {@code [side, side]} row-major, copied
   * @throws IllegalArgumentException if their number is not a square above 0 or one is not finite
   */
  public static LowResLogits of(float[] values) {
    int side = (int) Math.round(Math.sqrt(values.length));
    if (side == 0 || side * side != values.length) {
      throw new IllegalArgumentException(
          "expected as many logits as a square has, got " + values.length);
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("logits must be finite, got " + value);
      }
    }
    return new LowResLogits(values.clone(), side);
  }

  /**
   * Copies {@code [side, side]} values out of a buffer, from its absolute position {@code index}
   * on.
   *
   * @throws IndexOutOfBoundsException if the buffer ends before them
   */
  public static LowResLogits copyOf(FloatBuffer source, int index, int side) {
    float[] values = new float[side * side];
    source.get(index, values);
    return new LowResLogits(values, side);
  }

  /** Returns the number of rows, which is that of columns. */
  public int side() {
    return side;
  }

  /** Returns the logit in column {@code x} and row {@code y}, each in {@code [0, side)}. */
  public float value(int x, int y) {
    if (x < 0 || x >= side || y < 0 || y >= side) {
      throw new IndexOutOfBoundsException("x=" + x + " y=" + y + " for side=" + side);
    }
    return values[y * side + x];
  }

  /** Returns a copy of the values, {@code [side, side]} row-major. */
  public float[] toArray() {
    return values.clone();
  }

  /** Copies the values, {@code [side, side]} row-major, to the beginning of an array. */
  public void copyTo(float[] target) {
    System.arraycopy(values, 0, target, 0, values.length);
  }

  /** Copies the values into a buffer, from its absolute position {@code index} on. */
  public void copyTo(FloatBuffer target, int index) {
    target.put(index, values);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LowResLogits other && Arrays.equals(values, other.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "LowResLogits[" + side + "x" + side + "]";
  }
}
