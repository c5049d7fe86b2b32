// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

/**
 * Finds the squares of 3 × 3 logits that lie on one side of all thresholds as a whole.
 *
 * <p>A bit for each logit says that it is clearly above, another that it is clearly below. A square
 * is clear if all its nine bits are set: two shifts and four conjunctions decide it for 64 squares
 * at once. Kept from mask to mask; belongs to one thread at a time.
 */
final class LogitTiles {
  private final int side;
  private final int words;
  private final int rows;
  private final int columns;
  private final long[] above;
  private final long[] below;

  /**
   * Begins without having looked at any logits.
   *
   * @param side rows and columns of all logits
   * @param rows of logits to look at, from the top
   * @param columns of logits to look at, from the left
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
   * Looks at the logits of a mask; what it saw before is forgotten.
   *
   * @param limit logits above it are clearly above, those below its negative clearly below
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

  /** Returns words for one row of squares, to be given to the methods below. */
  long[] newRow() {
    return new long[words];
  }

  /** Finds the squares clearly above, by their left column, among those whose top row is given. */
  void findAbove(int top, long[] squares) {
    find(above, top, squares);
  }

  /** Finds the squares clearly below, by their left column, among those whose top row is given. */
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
   * Returns the first column at or after {@code from} whose bit is as given, the side of the logits
   * for none.
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

  /** Finds the squares that are in neither of two rows. */
  static void neither(long[] a, long[] b, long[] squares) {
    for (int w = 0; w < squares.length; w++) {
      squares[w] = ~(a[w] | b[w]);
    }
  }
}
