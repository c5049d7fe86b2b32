// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

/**
 * Finds exact percentiles of the finite values other than 0, without holding or sorting them.
 *
 * <p>Idea: turn each value into a 64-bit key that sorts like it, and find the digits (base 65,536)
 * of the wanted order statistics one after the other, each time by counting the keys that share the
 * digits found so far. Four passes over the volume and four small tables replace a copy of it, so
 * the cost does not depend on the distribution, and volumes of any size work. All wanted ranks
 * share the passes.
 *
 * <p>Between two order statistics the result is interpolated linearly, as numpy's
 * {@code percentile} does by default, rounding included.
 */
final class PercentileFinder {
  private static final int DIGITS = 4;
  private static final int BITS = 16;
  private static final int BASE = 1 << BITS;

  private final Voxels voxels;
  private final double[] plane;
  private final long[] ranks;
  private final long[] prefixes;

  private PercentileFinder(Voxels voxels, long[] ranks) {
    this.voxels = voxels;
    this.plane = new double[voxels.planeLength()];
    this.ranks = ranks;
    this.prefixes = new long[ranks.length];
  }

  /**
   * Returns the values at two percentiles.
   *
   * @param lower in [0, 100]
   * @param upper in [0, 100]
   * @return both NaN if there is no finite value other than 0
   */
  static Intensity.Range find(Voxels voxels, double lower, double upper) {
    long count = new PercentileFinder(voxels, new long[0]).count();
    if (count == 0) {
      return Intensity.Range.NONE;
    }
    double low = lower / 100 * (count - 1);
    double high = upper / 100 * (count - 1);
    long[] ranks = {(long) low, (long) Math.ceil(low), (long) high, (long) Math.ceil(high)};
    PercentileFinder finder = new PercentileFinder(voxels, ranks);
    for (int digit = 0; digit < DIGITS; digit++) {
      finder.findDigit(digit);
    }
    return new Intensity.Range(
        interpolate(finder.value(0), finder.value(1), low - (long) low),
        interpolate(finder.value(2), finder.value(3), high - (long) high));
  }

  private static double interpolate(double below, double above, double fraction) {
    double difference = above - below;
    return fraction < 0.5 ? below + difference * fraction : above - difference * (1 - fraction);
  }

  private long count() {
    long count = 0;
    for (int p = 0; p < voxels.planeCount(); p++) {
      voxels.readPlane(p, plane);
      for (double value : plane) {
        if (counts(value)) {
          count++;
        }
      }
    }
    return count;
  }

  private static boolean counts(double value) {
    return value != 0 && Double.isFinite(value);
  }

  /** Extends the prefix of every rank by one digit and makes the ranks relative to it. */
  private void findDigit(int digit) {
    long[][] counts = new long[ranks.length][BASE];
    int shift = Long.SIZE - BITS * (digit + 1);
    for (int p = 0; p < voxels.planeCount(); p++) {
      voxels.readPlane(p, plane);
      for (double value : plane) {
        if (counts(value)) {
          long leading = key(value) >>> shift;
          for (int r = 0; r < ranks.length; r++) {
            if (leading >>> BITS == prefixes[r]) {
              counts[r][(int) leading & BASE - 1]++;
            }
          }
        }
      }
    }
    for (int r = 0; r < ranks.length; r++) {
      int found = 0;
      while (ranks[r] >= counts[r][found]) {
        ranks[r] -= counts[r][found];
        found++;
      }
      prefixes[r] = prefixes[r] << BITS | found;
    }
  }

  /** Returns a key whose unsigned order is the order of the values. */
  private static long key(double value) {
    long bits = Double.doubleToRawLongBits(value);
    return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
  }

  private double value(int rank) {
    long key = prefixes[rank];
    return Double.longBitsToDouble(key < 0 ? key ^ Long.MIN_VALUE : ~key);
  }
}
