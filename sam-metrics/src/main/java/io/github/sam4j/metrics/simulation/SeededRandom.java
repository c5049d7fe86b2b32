package io.github.sam4j.metrics.simulation;

import java.util.List;
import java.util.Random;

/** Random numbers that neighbouring seeds make unlike each other. */
final class SeededRandom {
  private SeededRandom() {}

  /** Returns the generator of a seed. */
  static Random of(long seed) {
    return new Random(spread(seed));
  }

  /** Returns any element, all equally likely. */
  static <T> T any(List<T> elements, long seed) {
    return elements.get(of(seed).nextInt(elements.size()));
  }

  /** A bijection in which each bit depends on all: the last step of MurmurHash3 for 64 bits. */
  private static long spread(long seed) {
    long bits = seed + 0x9e37_79b9_7f4a_7c15L; // 0 would stay 0
    bits = (bits ^ bits >>> 33) * 0xff51_afd7_ed55_8ccdL;
    bits = (bits ^ bits >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
    return bits ^ bits >>> 33;
  }
}
