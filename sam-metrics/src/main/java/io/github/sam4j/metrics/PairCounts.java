package io.github.sam4j.metrics;

/**
 * Grid points counted by pairs of labels that are not negative: a hash table of open addressing
 * without boxes, for grids of noise have as many pairs as points.
 */
final class PairCounts {
  /** Both labels of a pair, the reference's in the upper half. */
  private long[] pairs = new long[64];

  /** 0 marks a free place. */
  private long[] counts = new long[64];

  private int size;

  /** Receives what is counted. */
  interface Visitor {
    void visit(int reference, int prediction, long count);
  }

  /** Adds at least one point. */
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

  /** Returns the points counted for a pair, 0 if it didn't appear. */
  long get(int reference, int prediction) {
    return counts[place(pair(reference, prediction))];
  }

  /** Passes every pair that appeared on, in no particular order. */
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

  /** The place of a pair, or the free one where it belongs. */
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
