package io.github.sam4j.mask;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The decoder's own output for one mask: 256 × 256 logits over the padded 1024 × 1024 frame, four
 * frame pixels to one logit. A logit above 0 means mask. Immutable; given back unchanged as a mask
 * prompt it refines the mask.
 */
public final class LowResLogits {
  /** Number of rows and of columns. */
  public static final int SIDE = 256;

  private static final int LENGTH = SIDE * SIDE;

  private final float[] values;

  private LowResLogits(float[] values) {
    this.values = values;
  }

  /**
   * Returns logits of the given values.
   *
   * @param values {@code [256, 256]} row-major, copied
   * @throws IllegalArgumentException if there are not 65,536 of them or one is not finite
   */
  public static LowResLogits of(float[] values) {
    if (values.length != LENGTH) {
      throw new IllegalArgumentException("expected " + LENGTH + " logits, got " + values.length);
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("logits must be finite, got " + value);
      }
    }
    return new LowResLogits(values.clone());
  }

  /**
   * Copies {@code [256, 256]} values out of a buffer, from its absolute position {@code index} on.
   */
  public static LowResLogits copyOf(FloatBuffer source, int index) {
    float[] values = new float[LENGTH];
    source.get(index, values);
    return new LowResLogits(values);
  }

  /**
   * Copies {@code [rows, columns]} values out of a buffer, from its absolute position {@code index}
   * on, into the upper left corner; all other logits are 0.
   *
   * @throws IndexOutOfBoundsException if there are more rows or columns than logits, or the buffer
   *     ends before them
   */
  public static LowResLogits copyOf(FloatBuffer source, int index, int rows, int columns) {
    float[] values = new float[LENGTH];
    for (int y = 0; y < rows; y++) {
      source.get(index + y * columns, values, y * SIDE, columns);
    }
    return new LowResLogits(values);
  }

  /** Returns the logit in column {@code x} and row {@code y}, each in {@code [0, 255]}. */
  public float value(int x, int y) {
    if (x < 0 || x >= SIDE || y < 0 || y >= SIDE) {
      throw new IndexOutOfBoundsException("x=" + x + " y=" + y + " for side=" + SIDE);
    }
    return values[y * SIDE + x];
  }

  /** Returns a copy of the values, {@code [256, 256]} row-major. */
  public float[] toArray() {
    return values.clone();
  }

  /** Copies the values, {@code [256, 256]} row-major, to the beginning of an array. */
  public void copyTo(float[] target) {
    System.arraycopy(values, 0, target, 0, LENGTH);
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
    return "LowResLogits[" + SIDE + "x" + SIDE + "]";
  }
}
