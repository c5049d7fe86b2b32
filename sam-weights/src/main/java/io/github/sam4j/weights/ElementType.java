package io.github.sam4j.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a checkpoint stores a number, little-endian; only floating-point numbers are weights. */
enum ElementType {
  FLOAT16(2, true),
  BFLOAT16(2, true),
  FLOAT32(4, true),
  FLOAT64(8, true),
  INTEGER8(1, false),
  INTEGER16(2, false),
  INTEGER32(4, false),
  INTEGER64(8, false);

  private final int bytes;
  private final boolean floatingPoint;

  ElementType(int bytes, boolean floatingPoint) {
    this.bytes = bytes;
    this.floatingPoint = floatingPoint;
  }

  int bytes() {
    return bytes;
  }

  boolean isFloatingPoint() {
    return floatingPoint;
  }

  /** Turns stored numbers into floats; 64 bits are rounded, all others are exact. */
  void decode(byte[] stored, int count, float[] values, int at) {
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
          values[at + i] = fromHalf(buffer.getShort(i * Short.BYTES));
        }
      }
      default -> throw new IllegalStateException(this + " is not a floating-point type");
    }
  }

  /** Returns the value of a number of 16 bits: sign, 5 bits of exponent, 10 of fraction. */
  private static float fromHalf(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      // zero or subnormal: multiples of 2^-24
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(fraction * 0x1p-24f));
    }
    // infinity and not-a-number keep a full exponent, all others move from bias 15 to 127
    int wide = exponent == 0x1f ? 0xff : exponent + 112;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }
}
