// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An immutable dense array of 32-bit floats, row-major.
 *
 * <p>The values are either held in memory or left in a file and read on each access
 * ({@link #stored}). Tensors derived from stored ones are computed on access, too, so a checkpoint
 * of several gigabytes takes no heap. If the file has been removed or changed, every method that
 * reads values throws an {@link java.io.UncheckedIOException}.
 */
public final class WeightTensor {
  private final int[] shape;
  private final int length;
  private final boolean inMemory;

  /** Supplies arrays that are never modified. */
  private final Supplier<float[]> values;

  private WeightTensor(int[] shape, int length, boolean inMemory, Supplier<float[]> values) {
    this.shape = shape;
    this.length = length;
    this.inMemory = inMemory;
    this.values = values;
  }

  /**
   * Returns a tensor of the given values.
   *
   * @param values row-major, copied
   * @throws IllegalArgumentException if the number of values does not match the shape
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
    return new WeightTensor(shape, elements, true, () -> values);
  }

  /**
   * Returns a tensor whose values are read on each access.
   *
   * @param reader returns the values of that shape; they are not retained
   * @throws IllegalArgumentException if a side is negative or there are more than 2^31 - 1 values
   */
  public static WeightTensor stored(Supplier<float[]> reader, int... shape) {
    int[] sides = shape.clone();
    int elements = elements(sides);
    return new WeightTensor(sides, elements, false, () -> {
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

  /** Returns this tensor with values that are read on first access and then kept. */
  WeightTensor inMemory() {
    return inMemory ? this : new WeightTensor(shape, length, true, new Once(values));
  }

  /** Computes the values on first access and keeps them. */
  private static final class Once implements Supplier<float[]> {
    private final Supplier<float[]> source;
    private float @Nullable [] kept;

    Once(Supplier<float[]> source) {
      this.source = source;
    }

    @Override
    public synchronized float[] get() {
      if (kept == null) {
        kept = source.get();
      }
      return kept;
    }
  }

  /** Returns a copy of the shape. */
  public int[] shape() {
    return shape.clone();
  }

  /** Returns the length of a side; 0 is the outermost one. */
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

  /** Returns the value at a row-major index; slow if the values are in a file. */
  public float value(int index) {
    return values.get()[index];
  }

  /** Returns a copy of the values. */
  public float[] toArray() {
    return values.get().clone();
  }

  /** Returns the same values with another shape. */
  public WeightTensor reshape(int... newShape) {
    int[] sides = newShape.clone();
    if (elements(sides) != length) {
      throw new IllegalArgumentException(
          "expected a shape of " + length + " values, got " + Arrays.toString(sides));
    }
    return new WeightTensor(sides, length, inMemory, values);
  }

  /** Transposes a matrix: {@code [m, n]} becomes {@code [n, m]}. */
  public WeightTensor transpose() {
    return permute(1, 0);
  }

  /**
   * Permutes the sides.
   *
   * @param order the old side that becomes each new side
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
    return derived(newShape, old -> permuted(old, newShape, strides));
  }

  private static float[] permuted(float[] old, int[] newShape, int[] strides) {
    float[] result = new float[old.length];
    int[] position = new int[newShape.length];
    int source = 0;
    for (int i = 0; i < result.length; i++) {
      result[i] = old[source];
      for (int k = newShape.length - 1; k >= 0; k--) {
        source += strides[k];
        if (++position[k] < newShape[k]) {
          break;
        }
        source -= strides[k] * newShape[k];
        position[k] = 0;
      }
    }
    return result;
  }

  /** Returns the values multiplied by a factor. */
  public WeightTensor scale(double factor) {
    return derived(shape, old -> {
      float[] result = new float[old.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = (float) (old[i] * factor);
      }
      return result;
    });
  }

  /**
   * Returns the slice {@code [from, to)} of the first side.
   *
   * @throws IndexOutOfBoundsException if the range is not within the side
   */
  public WeightTensor rows(int from, int to) {
    Objects.checkFromToIndex(from, to, shape[0]);
    int[] sides = shape.clone();
    sides[0] = to - from;
    int row = shape[0] == 0 ? 0 : length / shape[0];
    return derived(sides, old -> Arrays.copyOfRange(old, from * row, to * row));
  }

  /**
   * Gathers rows of a matrix.
   *
   * @param rows row indices, as many as the product of {@code newSides}
   * @param newSides the sides that replace the first one
   */
  public WeightTensor gatherRows(int[] rows, int... newSides) {
    int row = shape[1];
    int[] sides = Arrays.copyOf(newSides, newSides.length + 1);
    sides[newSides.length] = row;
    int[] chosen = rows.clone();
    return derived(sides, old -> {
      float[] result = new float[chosen.length * row];
      for (int i = 0; i < chosen.length; i++) {
        System.arraycopy(old, chosen[i] * row, result, i * row, row);
      }
      return result;
    });
  }

  /** Derives a tensor, lazily if the values are in a file. */
  private WeightTensor derived(int[] newShape, UnaryOperator<float[]> derivation) {
    return inMemory
        ? wrap(derivation.apply(values.get()), newShape)
        : stored(() -> derivation.apply(values.get()), newShape);
  }

  /** Concatenates tensors along their first side; the other sides must agree. */
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
