// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

/**
 * Numbers of grid points by pairs of non-negative labels: a hash table with open addressing and
 * without boxed keys, since noisy grids can have as many pairs as points.
 */
final class PairCounts {
  /** Both labels of a pair, the reference's in the upper half. */
  private long[] pairs = new long[64];

  /** 0 marks a free slot. */
  private long[] counts = new long[64];

  private int size;

  /** Receives the counts. */
  interface Visitor {
    void visit(int reference, int prediction, long count);
  }

  /** Adds a positive number of points. */
  void add(int reference, int prediction, long points) {
    long pair = pair(reference, prediction);
    int place = place(pair);
    if (counts[place] == 0) {
      pairs[place] = pair;
      size++;
    }
    counts[place] += points;
    if (2 * size > counts.length) {
      grow();
    }
  }

  /** Returns the number of points of a pair, 0 if it did not occur. */
  long get(int reference, int prediction) {
    return counts[place(pair(reference, prediction))];
  }

  /** Visits every pair that occurred, in no particular order. */
  void forEach(Visitor visitor) {
    for (int place = 0; place < counts.length; place++) {
      if (counts[place] > 0) {
        visitor.visit((int) (pairs[place] >>> 32), (int) pairs[place], counts[place]);
      }
    }
  }

  private static long pair(int reference, int prediction) {
    return ((long) reference << 32) | prediction;
  }

  /** Returns the slot of a pair, or the free slot where it would be inserted. */
  private int place(long pair) {
    // Fibonacci hashing: the upper bits of the product depend on all bits of the pair
    int last = counts.length - 1;
    int place = (int) ((pair * 0x9E37_79B9_7F4A_7C15L) >>> Long.numberOfLeadingZeros(last));
    while (counts[place] != 0 && pairs[place] != pair) {
      place = (place + 1) & last;
    }
    return place;
  }

  private void grow() {
    long[] oldPairs = pairs;
    long[] oldCounts = counts;
    pairs = new long[2 * oldPairs.length];
    counts = new long[2 * oldCounts.length];
    for (int old = 0; old < oldCounts.length; old++) {
      if (oldCounts[old] != 0) {
        int place = place(oldPairs[old]);
        pairs[place] = oldPairs[old];
        counts[place] = oldCounts[old];
      }
    }
  }
}
