// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.format;

/**
 * Conversion between 32-bit floats and the 16-bit floats of IEEE 754: one sign bit, 5 bits of
 * exponent, 10 of fraction.
 *
 * <p>The largest finite half is 65504, the smallest normal one 2<sup>−14</sup> ≈ 6.1e−5, the
 * smallest of all 2<sup>−24</sup> ≈ 6.0e−8.
 */
public final class HalfFloats {
  private static final int FLOAT_FRACTION = 23;
  private static final int FLOAT_BIAS = 127;
  private static final int HALF_FRACTION = 10;
  private static final int HALF_BIAS = 15;
  private static final int HALF_INFINITY = 0x7c00;
  private static final int HALF_NAN = 0x7e00;
  private static final int SMALLEST_EXPONENT = -24;

  /** Number of fraction bits that a half lacks. */
  private static final int DROPPED = FLOAT_FRACTION - HALF_FRACTION;

  /** Midway between the largest finite half and the next value. */
  private static final float OVERFLOW = 65520;

  private HalfFloats() {}

  /**
   * Returns the bits of the half nearest to a value, ties to even. Values of 65520 and more become
   * infinite, values of 2<sup>−25</sup> and less become zero; both keep their sign.
   */
  public static short toHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    int exponent = (magnitude >>> FLOAT_FRACTION) - FLOAT_BIAS;
    if (Float.isNaN(value)) {
      return (short) (sign | HALF_NAN);
    }
    if (exponent > HALF_BIAS) {
      return (short) (sign | HALF_INFINITY);
    }
    if (exponent < SMALLEST_EXPONENT - 1) {
      return (short) sign;
    }
    // below the smallest normal half, each step of the exponent drops one more bit of the fraction
    int dropped = DROPPED + Math.max(0, 1 - HALF_BIAS - exponent);
    int significand = (magnitude & 0x7fffff) | 0x800000;
    int kept = significand >>> dropped;
    int rest = significand & ((1 << dropped) - 1);
    int tie = 1 << (dropped - 1);
    int up = rest > tie || (rest == tie && (kept & 1) == 1) ? 1 : 0;
    // the leading 1 of a normal number and a carry out of the fraction increment the exponent, the
    // last one to infinity
    int below = Math.max(0, exponent + HALF_BIAS - 1) << HALF_FRACTION;
    return (short) (sign | (below + kept + up));
  }

  /** Returns the value of a half. Exact. */
  public static float toFloat(short half) {
    int sign = half & 0x8000;
    int exponent = (half >>> HALF_FRACTION) & 0x1f;
    int fraction = half & 0x3ff;
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    int widened = exponent == 0x1f ? 0xff : exponent - HALF_BIAS + FLOAT_BIAS;
    return Float.intBitsToFloat((sign << 16) | (widened << FLOAT_FRACTION) | (fraction << DROPPED));
  }

  /** Returns whether a value converts without overflow; infinities and NaN do. */
  public static boolean fits(float value) {
    return Math.abs(value) < OVERFLOW || Float.isInfinite(value) || Float.isNaN(value);
  }
}
