// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.FiniteValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The position of a tensor's values in its storage: the value at index p is element {@code offset +
 * Σ p[i] · strides[i]}.
 */
final class TensorLayout {
  static final int MAX_RANK = 32;

  /**
   * How many more values a tensor may have than its storage. A stride of 0 repeats elements, so a
   * single element could otherwise expand to any amount of memory.
   */
  private static final long MAX_REPEATED = 1 << 20;

  private final long offset;
  private final int[] shape;
  private final long[] strides;
  private final int length;
  private final int span;

  private TensorLayout(long offset, int[] shape, long[] strides, int length, int span) {
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
    this.length = length;
    this.span = span;
  }

  /**
   * Checks that a tensor lies inside its storage.
   *
   * @param stored number of elements in the storage
   * @throws IllegalArgumentException if the tensor exceeds its storage or has more than 2^31 - 1
   *     values
   */
  static TensorLayout of(
      String name, long stored, long offset, List<Long> shape, List<Long> strides) {
    if (shape.size() != strides.size() || shape.size() > MAX_RANK) {
      throw new IllegalArgumentException("tensor " + name + " has " + shape.size() + " sides and "
          + strides.size() + " strides, expected as many of each and at most " + MAX_RANK);
    }
    int[] sides = sides(name, shape);
    long length = 1;
    boolean empty = shape.contains(0L);
    for (int side : sides) {
      length = empty ? 0 : limited(name, length * side);
    }
    long last = 0;
    long[] steps = new long[sides.length];
    for (int i = 0; i < sides.length; i++) {
      steps[i] = strides.get(i);
      if (!empty && sides[i] > 1) {
        // division, because the product may overflow
        if (steps[i] < 0 || (steps[i] > 0 && sides[i] - 1 > (stored - 1 - last) / steps[i])) {
          throw outside(name, stored);
        }
        last += (sides[i] - 1) * steps[i];
      }
    }
    if (offset < 0 || offset > stored || (!empty && last >= stored - offset)) {
      throw outside(name, stored);
    }
    if (length > stored && length > MAX_REPEATED) {
      throw new IllegalArgumentException("tensor " + name + " repeats " + stored
          + " stored numbers to " + length + " values, expected at most " + MAX_REPEATED);
    }
    return new TensorLayout(
        offset, sides, steps, (int) length, empty ? 0 : (int) limited(name, last + 1));
  }

  /**
   * Checks that a row-major tensor fills its storage exactly.
   *
   * @throws IllegalArgumentException if it doesn't
   */
  static TensorLayout rowMajor(String name, long stored, List<Long> shape) {
    Long[] strides = new Long[shape.size()];
    long step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = step;
      // overflows only for shapes that are rejected below
      step *= shape.get(i);
    }
    TensorLayout layout = of(name, stored, 0, shape, List.of(strides));
    if (layout.length != stored) {
      throw new IllegalArgumentException("tensor " + name + " has " + layout.length
          + " values by its shape, expected " + stored + " as are stored");
    }
    return layout;
  }

  private static int[] sides(String name, List<Long> shape) {
    int[] sides = new int[shape.size()];
    for (int i = 0; i < sides.length; i++) {
      long side = shape.get(i);
      if (side < 0 || side > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "tensor " + name + " has a side of " + side + ", expected 0 to 2^31 - 1");
      }
      sides[i] = (int) side;
    }
    return sides;
  }

  private static long limited(String name, long values) {
    if (values > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("tensor " + name
          + " has more than 2^31 - 1 values or is spread over more, which is not supported");
    }
    return values;
  }

  private static IllegalArgumentException outside(String name, long stored) {
    return new IllegalArgumentException(
        "tensor " + name + " lies outside its storage of " + stored + " numbers");
  }

  int[] shape() {
    return shape.clone();
  }

  /** Returns the tensor; its values are read on each access, and must be finite. */
  WeightTensor tensor(String name, FileRegion region, ElementType type) {
    return WeightTensor.stored(() -> finite(name, read(region, type)), shape);
  }

  /** Checks values, of which a 64-bit one beyond the range of 32 bits has become infinite. */
  private static float[] finite(String name, float[] values) {
    FiniteValues.problem(values).ifPresent(problem -> {
      String message =
          "weight " + name + " has " + problem + "; a training that diverged leaves such weights";
      throw new UncheckedIOException(message, new IOException(message));
    });
    return values;
  }

  /** Reads the values, row-major. */
  float[] read(FileRegion region, ElementType type) {
    if (length == 0) {
      return new float[0];
    }
    float[] spanned = region.read(type, offset, span);
    return isRowMajor() ? spanned : gather(spanned);
  }

  private boolean isRowMajor() {
    long expected = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      if (shape[i] != 1 && strides[i] != expected) {
        return false;
      }
      expected *= shape[i];
    }
    return true;
  }

  private float[] gather(float[] spanned) {
    float[] values = new float[length];
    int[] position = new int[shape.length];
    long source = 0;
    for (int i = 0; i < length; i++) {
      values[i] = spanned[(int) source];
      for (int k = shape.length - 1; k >= 0; k--) {
        source += strides[k];
        if (++position[k] < shape[k]) {
          break;
        }
        source -= strides[k] * shape[k];
        position[k] = 0;
      }
    }
    return values;
  }
}
