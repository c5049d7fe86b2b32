package io.github.sam4j.model.weights;

import java.util.Arrays;

/** An immutable dense array of 32-bit floats, row-major. */
public final class WeightTensor {
  private final int[] shape;
  private final float[] values;

  private WeightTensor(int[] shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * Returns a tensor of the given values.
   *
   * @param values row-major, copied
   * @throws IllegalArgumentException if the shape asks for another number of values
   */
  public static WeightTensor of(float[] values, int... shape) {
    return wrap(values.clone(), shape.clone());
  }

  static WeightTensor wrap(float[] values, int... shape) {
    long elements = 1;
    for (int side : shape) {
      if (side < 0) {
        throw new IllegalArgumentException(
            "sides must not be negative, got shape=" + Arrays.toString(shape));
      }
      elements = Math.multiplyExact(elements, side);
    }
    if (elements != values.length) {
      throw new IllegalArgumentException("expected " + elements + " values for shape="
          + Arrays.toString(shape) + ", got " + values.length);
    }
    return new WeightTensor(shape, values);
  }

  /** Returns a copy of the shape. */
  public int[] shape() {
    return shape.clone();
  }

  /** Returns the length of one side, counted from the outermost. */
  public int side(int axis) {
    return shape[axis];
  }

  /** Returns the number of sides. */
  public int rank() {
    return shape.length;
  }

  /** Returns the number of values. */
  public int length() {
    return values.length;
  }

  /** Returns the value at a row-major position. */
  public float value(int index) {
    return values[index];
  }

  /** Returns a copy of the values. */
  public float[] toArray() {
    return values.clone();
  }

  /** Returns the same values under another shape. */
  public WeightTensor reshape(int... newShape) {
    return wrap(values, newShape.clone());
  }

  /**
   * Returns the values with two given sides of a matrix exchanged: {@code [m, n]} becomes
   * {@code [n, m]}.
   */
  public WeightTensor transpose() {
    return permute(1, 0);
  }

  /**
   * Returns the values with the sides in another order.
   *
   * @param order which old side each new side is
   */
  public WeightTensor permute(int... order) {
    if (order.length != shape.length) {
      throw new IllegalArgumentException(
          "expected an order of " + shape.length + " sides, got " + Arrays.toString(order));
    }
    int rank = order.length;
    int[] newShape = new int[rank];
    int[] strides = new int[rank];
    for (int i = 0; i < rank; i++) {
      newShape[i] = shape[order[i]];
      int stride = 1;
      for (int k = order[i] + 1; k < rank; k++) {
        stride *= shape[k];
      }
      strides[i] = stride;
    }
    float[] result = new float[values.length];
    int[] position = new int[rank];
    int source = 0;
    for (int i = 0; i < result.length; i++) {
      result[i] = values[source];
      for (int k = rank - 1; k >= 0; k--) {
        source += strides[k];
        if (++position[k] < newShape[k]) {
          break;
        }
        source -= strides[k] * newShape[k];
        position[k] = 0;
      }
    }
    return new WeightTensor(newShape, result);
  }

  /** Returns the values multiplied by a factor. */
  public WeightTensor scale(double factor) {
    float[] result = new float[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (values[i] * factor);
    }
    return new WeightTensor(shape, result);
  }

  /** Returns the tensors one after the other along their first side; the other sides must agree. */
  public static WeightTensor concat(WeightTensor... parts) {
    int[] joined = parts[0].shape();
    joined[0] = 0;
    int length = 0;
    for (WeightTensor part : parts) {
      joined[0] += part.shape[0];
      length += part.values.length;
    }
    float[] result = new float[length];
    int at = 0;
    for (WeightTensor part : parts) {
      System.arraycopy(part.values, 0, result, at, part.values.length);
      at += part.values.length;
    }
    return wrap(result, joined);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof WeightTensor other
        && Arrays.equals(shape, other.shape)
        && Arrays.equals(values, other.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "WeightTensor" + Arrays.toString(shape);
  }
}
