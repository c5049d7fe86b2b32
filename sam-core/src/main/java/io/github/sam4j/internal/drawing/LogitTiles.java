// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

/**
 * Finds the squares of 3 × 3 logits that lie entirely on one side of all thresholds.
 *
 * <p>One bit per logit records that it is clearly above, another that it is clearly below. A square
 * is clear if all its nine bits are set, which two shifts and four conjunctions determine for 64
 * squares at once. Reused for many masks; not safe for use by several threads.
 */
final class LogitTiles {
  private final int side;
  private final int words;
  private final int rows;
  private final int columns;
  private final long[] above;
  private final long[] below;

  /**
   * Creates tiles without any logits.
   *
   * @param side rows and columns of all logits
   * @param rows number of rows to consider, from the top
   * @param columns number of columns to consider, from the left
   */
  LogitTiles(int side, int rows, int columns) {
    this.side = side;
    this.words = (side + Long.SIZE - 1) / Long.SIZE;
    this.rows = rows;
    this.columns = columns;
    above = new long[rows * words];
    below = new long[rows * words];
  }

  /**
   * Classifies the logits of a mask, replacing those of the previous one.
   *
   * @param limit logits above it count as clearly above, those below its negative as clearly below
   */
  void look(float[] logits, float limit) {
    int used = (columns + Long.SIZE - 1) / Long.SIZE;
    for (int y = 0; y < rows; y++) {
      for (int w = 0; w < used; w++) {
        int from = y * side + w * Long.SIZE;
        int bits = Math.min(Long.SIZE, side - w * Long.SIZE);
        long high = 0;
        long low = 0;
        for (int b = 0; b < bits; b++) {
          float logit = logits[from + b];
          high |= (logit > limit ? 1L : 0L) << b;
          low |= (logit < -limit ? 1L : 0L) << b;
        }
        above[y * words + w] = high;
        below[y * words + w] = low;
      }
    }
  }

  /** Returns the words of one row of squares for the methods below. */
  long[] newRow() {
    return new long[words];
  }

  /**
   * Finds the squares with the given top row that are clearly above; bits are indexed by the left
   * column.
   */
  void findAbove(int top, long[] squares) {
    find(above, top, squares);
  }

  /**
   * Finds the squares with the given top row that are clearly below; bits are indexed by the left
   * column.
   */
  void findBelow(int top, long[] squares) {
    find(below, top, squares);
  }

  private void find(long[] bits, int top, long[] squares) {
    int i = top * words;
    for (int w = 0; w < words; w++) {
      squares[w] = bits[i + w] & bits[i + words + w] & bits[i + 2 * words + w];
    }
    for (int w = 0; w < words; w++) {
      long next = w + 1 < words ? squares[w + 1] : 0;
      long here = squares[w];
      squares[w] = here & (here >>> 1 | next << 63) & (here >>> 2 | next << 62);
    }
  }

  /**
   * Returns the first column at or after {@code from} whose bit has the given value, or the side of
   * the logits if there is none.
   */
  int next(long[] squares, int from, boolean set) {
    int w = from / Long.SIZE;
    if (w >= words) {
      return side;
    }
    long word = (set ? squares[w] : ~squares[w]) & -1L << from;
    while (word == 0) {
      w++;
      if (w == words) {
        return side;
      }
      word = set ? squares[w] : ~squares[w];
    }
    return Math.min(side, w * Long.SIZE + Long.numberOfTrailingZeros(word));
  }

  /** Finds the squares whose bits are clear in both rows. */
  static void neither(long[] a, long[] b, long[] squares) {
    for (int w = 0; w < squares.length; w++) {
      squares[w] = ~(a[w] | b[w]);
    }
  }
}
