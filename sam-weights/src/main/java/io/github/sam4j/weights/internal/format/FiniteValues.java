// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.format;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Finds values that are not finite. One NaN in the weights or the embedding makes NaN of every
 * mask, so it is told where it comes from.
 */
public final class FiniteValues {
  /** Bits of the exponent, all of which are set in infinities and NaN only. */
  private static final int EXPONENT = 0x7f80_0000;

  /** Added to a full exponent, and to no other, it sets the sign: no branch in the loops. */
  private static final int CARRY = 0x0080_0000;

  private FiniteValues() {}

  /** Returns what is wrong with an array, for a message; empty if all values are finite. */
  public static Optional<String> problem(float[] values) {
    int carries = 0;
    for (float value : values) {
      carries |= (Float.floatToRawIntBits(value) & EXPONENT) + CARRY;
    }
    return carries < 0 ? Optional.of(found(FloatBuffer.wrap(values))) : Optional.empty();
  }

  /**
   * Returns what is wrong with the values from the first to the limit of a buffer, for a message;
   * empty if all of them are finite. The position stays as it is.
   */
  public static Optional<String> problem(FloatBuffer values) {
    int carries = 0;
    for (int i = 0; i < values.limit(); i++) {
      carries |= (Float.floatToRawIntBits(values.get(i)) & EXPONENT) + CARRY;
    }
    return carries < 0 ? Optional.of(found(values)) : Optional.empty();
  }

  private static String found(FloatBuffer values) {
    int count = 0;
    int first = -1;
    for (int i = 0; i < values.limit(); i++) {
      if (!Float.isFinite(values.get(i))) {
        count++;
        first = first < 0 ? i : first;
      }
    }
    return count + " of " + values.limit() + " values that are not finite, the first "
        + values.get(first) + " at index " + first;
  }
}
