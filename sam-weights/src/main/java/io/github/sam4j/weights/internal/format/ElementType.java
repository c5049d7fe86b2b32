// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The element type of a tensor in a checkpoint, an ONNX graph or a session. Values are stored
 * little-endian.
 */
public enum ElementType {
  FLOAT32(1, 4, true),
  UINT8(2, 1, false),
  INT8(3, 1, false),
  UINT16(4, 2, false),
  INT16(5, 2, false),
  INT32(6, 4, false),
  INT64(7, 8, false),
  BOOL(9, 1, false),
  FLOAT16(10, 2, true),
  FLOAT64(11, 8, true),
  UINT32(12, 4, false),
  UINT64(13, 8, false),
  BFLOAT16(16, 2, true);

  private final int onnx;
  private final int bytes;
  private final boolean floatingPoint;

  ElementType(int onnx, int bytes, boolean floatingPoint) {
    this.onnx = onnx;
    this.bytes = bytes;
    this.floatingPoint = floatingPoint;
  }

  /** Returns the type of an ONNX type number; empty for strings, complex numbers and the like. */
  public static Optional<ElementType> ofOnnx(int number) {
    return Arrays.stream(values()).filter(type -> type.onnx == number).findFirst();
  }

  /** Returns the number of the type in ONNX files and in the C API of ONNX Runtime. */
  public int onnx() {
    return onnx;
  }

  /** Returns the size of an element in bytes. */
  public int bytes() {
    return bytes;
  }

  /**
   * Returns the size of a tensor in bytes.
   *
   * @throws IllegalArgumentException if a side is negative
   * @throws ArithmeticException if the size exceeds 2^63 - 1
   */
  public long bytes(long[] shape) {
    long total = bytes;
    for (long side : shape) {
      if (side < 0) {
        throw new IllegalArgumentException(
            "sides must not be negative, got shape=" + Arrays.toString(shape));
      }
      total = Math.multiplyExact(total, side);
    }
    return total;
  }

  /** Returns whether the elements are floating-point numbers. */
  public boolean isFloatingPoint() {
    return floatingPoint;
  }

  /**
   * Converts stored values to floats; 64-bit values are rounded, the others are exact.
   *
   * @throws IllegalStateException if this is not a floating-point type
   */
  public void decode(byte[] stored, int count, float[] values, int at) {
    ByteBuffer buffer = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    switch (this) {
      case FLOAT32 -> buffer.asFloatBuffer().get(values, at, count);
      case FLOAT64 -> {
        for (int i = 0; i < count; i++) {
          values[at + i] = (float) buffer.getDouble(i * Double.BYTES);
        }
      }
      case BFLOAT16 -> {
        for (int i = 0; i < count; i++) {
          values[at + i] = Float.intBitsToFloat(buffer.getShort(i * Short.BYTES) << 16);
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          values[at + i] = HalfFloats.toFloat(buffer.getShort(i * Short.BYTES));
        }
      }
      default -> throw new IllegalStateException(this + " is not a floating-point type");
    }
  }

  /** Returns the name as NumPy spells it, such as {@code float32}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
