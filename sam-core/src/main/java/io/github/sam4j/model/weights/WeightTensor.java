package io.github.sam4j.model.weights;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * An immutable dense array of 32-bit floats, row-major.
 *
 * <p>The values are held in memory, or they stay in a file and are read each time they are asked
 * for ({@link #stored}): a checkpoint of gigabytes then takes none of the heap. Where its file has
 * vanished or shrunk meanwhile, whatever asks for values throws an
 * {@link java.io.UncheckedIOException}.
 */
public final class WeightTensor {
  private final int[] shape;
  private final int length;
  private final Supplier<float[]> values;

  private WeightTensor(int[] shape, int length, Supplier<float[]> values) {
    this.shape = shape;
    this.length = length;
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
    int elements = elements(shape);
    if (elements != values.length) {
      throw new IllegalArgumentException("expected " + elements + " values for shape="
          + Arrays.toString(shape) + ", got " + values.length);
    }
    return new WeightTensor(shape, elements, () -> values);
  }

  /**
   * Returns a tensor whose values are read each time they are asked for.
   *
   * @param reader yields as many values as the shape asks for; nothing keeps them
   * @throws IllegalArgumentException if a side is negative or there are more than 2^31 - 1 values
   */
  public static WeightTensor stored(Supplier<float[]> reader, int... shape) {
    int[] sides = shape.clone();
    int elements = elements(sides);
    return new WeightTensor(sides, elements, () -> {
      float[] read = reader.get();
      if (read.length != elements) {
        throw new IllegalStateException("expected " + elements + " values for shape="
            + Arrays.toString(sides) + ", read " + read.length);
      }
      return read;
    });
  }

  private static int elements(int[] shape) {
    long elements = 1;
    for (int side : shape) {
      if (side < 0) {
        throw new IllegalArgumentException(
            "sides must not be negative, got shape=" + Arrays.toString(shape));
      }
      elements *= side;
      if (elements > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "a tensor has at most 2^31 - 1 values, got shape=" + Arrays.toString(shape));
      }
    }
    return (int) elements;
  }

  /** Returns this tensor with its values in memory. */
  public WeightTensor inMemory() {
    return wrap(values.get(), shape);
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
    return length;
  }

  /** Returns the value at a row-major position; slow where the values are in a file. */
  public float value(int index) {
    return values.get()[index];
  }

  /** Returns a copy of the values. */
  public float[] toArray() {
    return values.get().clone();
  }

  /** Returns the same values under another shape. */
  public WeightTensor reshape(int... newShape) {
    int[] sides = newShape.clone();
    if (elements(sides) != length) {
      throw new IllegalArgumentException(
          "expected a shape of " + length + " values, got " + Arrays.toString(sides));
    }
    return new WeightTensor(sides, length, values);
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
    float[] old = values.get();
    float[] result = new float[length];
    int[] position = new int[rank];
    int source = 0;
    for (int i = 0; i < result.length; i++) {
      result[i] = old[source];
      for (int k = rank - 1; k >= 0; k--) {
        source += strides[k];
        if (++position[k] < newShape[k]) {
          break;
        }
        source -= strides[k] * newShape[k];
        position[k] = 0;
      }
    }
    return wrap(result, newShape);
  }

  /** Returns the values multiplied by a factor. */
  public WeightTensor scale(double factor) {
    float[] result = values.get().clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) (result[i] * factor);
    }
    return wrap(result, shape);
  }

  /** Returns the tensors one after the other along their first side; the other sides must agree. */
  public static WeightTensor concat(WeightTensor... parts) {
    int[] joined = parts[0].shape();
    joined[0] = 0;
    int length = 0;
    for (WeightTensor part : parts) {
      joined[0] += part.shape[0];
      length += part.length;
    }
    float[] result = new float[length];
    int at = 0;
    for (WeightTensor part : parts) {
      System.arraycopy(part.values.get(), 0, result, at, part.length);
      at += part.length;
    }
    return wrap(result, joined);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof WeightTensor other
        && Arrays.equals(shape, other.shape)
        && Arrays.equals(values.get(), other.values.get());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values.get());
  }

  @Override
  public String toString() {
    return "WeightTensor" + Arrays.toString(shape);
  }
}
