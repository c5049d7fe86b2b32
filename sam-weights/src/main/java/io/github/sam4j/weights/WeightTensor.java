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
 * <p>The values are held in memory, or they stay in a file and are read each time they are asked
 * for ({@link #stored}), and so is what is derived from them: a checkpoint of gigabytes then takes
 * none of the heap. Where its file has vanished or changed meanwhile, whatever asks for values
 * throws an {@link java.io.UncheckedIOException}.
 */
public final class WeightTensor {
  private final int[] shape;
  private final int length;
  private final boolean inMemory;

  /** The arrays that it yields are never written to. */
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
    return new WeightTensor(shape, elements, true, () -> values);
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

  /** Returns this tensor with values that are read once, when they are asked for first. */
  WeightTensor inMemory() {
    return inMemory ? this : new WeightTensor(shape, length, true, new Once(values));
  }

  /** Computes a value at the first request and keeps it. */
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
    return new WeightTensor(sides, length, inMemory, values);
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
   * Returns {@code [from, to)} of the first side.
   *
   * @throws IndexOutOfBoundsException if that isn't within the side
   */
  public WeightTensor rows(int from, int to) {
    Objects.checkFromToIndex(from, to, shape[0]);
    int[] sides = shape.clone();
    sides[0] = to - from;
    int row = shape[0] == 0 ? 0 : length / shape[0];
    return derived(sides, old -> Arrays.copyOfRange(old, from * row, to * row));
  }

  /**
   * Returns chosen rows of a matrix.
   *
   * @param rows numbers of the rows, as many as {@code newSides} ask for
   * @param newSides that take the place of the first side
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

  /** What is derived from values in a file is derived when it's asked for. */
  private WeightTensor derived(int[] newShape, UnaryOperator<float[]> derivation) {
    return inMemory
        ? wrap(derivation.apply(values.get()), newShape)
        : stored(() -> derivation.apply(values.get()), newShape);
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
