// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import java.util.List;
import java.util.Random;

/** Random number generators that are uncorrelated for neighbouring seeds. */
final class SeededRandom {
  private SeededRandom() {}

  /** Returns the generator of a seed. */
  static Random of(long seed) {
    return new Random(spread(seed));
  }

  /** Returns a random element, all equally likely. */
  static <T> T any(List<T> elements, long seed) {
    return elements.get(of(seed).nextInt(elements.size()));
  }

  /**
   * Hashes a seed with a bijection in which each bit depends on all bits: the 64-bit finaliser of
   * MurmurHash3.
   */
  private static long spread(long seed) {
    long bits = seed + 0x9e37_79b9_7f4a_7c15L; // otherwise 0 would remain 0
    bits = (bits ^ bits >>> 33) * 0xff51_afd7_ed55_8ccdL;
    bits = (bits ^ bits >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
    return bits ^ bits >>> 33;
  }
}
