// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Checks that weights are finite. One NaN in the weights makes NaN of every mask, so it is told
 * where it comes from, when the weights are read to be used.
 */
final class FiniteValues {
  /** Bits of the exponent, all of which are set in infinities and NaN only. */
  private static final int EXPONENT = 0x7f80_0000;

  private FiniteValues() {}

  /**
   * Returns the values.
   *
   * @throws UncheckedIOException if one of them is NaN or infinite, as a 64-bit float beyond the
   *     range of a 32-bit one is
   */
  static float[] checked(String name, float[] values) {
    int largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Float.floatToRawIntBits(value) & EXPONENT);
    }
    if (largest == EXPONENT) {
      String message = problem(name, values);
      throw new UncheckedIOException(message, new IOException(message));
    }
    return values;
  }

  private static String problem(String name, float[] values) {
    int count = 0;
    int first = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        count++;
        first = first < 0 ? i : first;
      }
    }
    return "weight " + name + " has " + count + " of " + values.length
        + " values that are not finite, the first " + values[first] + " at index " + first
        + ": expected numbers only, a training that diverged leaves such weights";
  }
}
