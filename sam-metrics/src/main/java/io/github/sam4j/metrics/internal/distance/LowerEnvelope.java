// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.internal.distance;

/**
 * The lower envelope of parabolas of equal width along a line of grid points. Parabolas are added
 * and queried from left to right, in linear time overall.
 */
final class LowerEnvelope {
  private final double[] squares;

  /** {@code 1 / (2 (distance of two parabolas))} in squared units, divided once in advance. */
  private final double[] inverses;

  private final int[] positions;
  private final double[] heights;

  /** The position from which on each parabola is the lowest. */
  private final double[] starts;

  private int count;
  private int reached;

  /**
   * Creates an empty envelope over a line.
   *
   * @param squares squared distances of two grid points by their index difference
   */
  LowerEnvelope(double[] squares) {
    int length = squares.length;
    this.squares = squares;
    inverses = new double[length];
    for (int i = 1; i < length; i++) {
      inverses[i] = 1 / (2 * squares[1] * i);
    }
    positions = new int[length];
    heights = new double[length];
    starts = new double[length];
  }

  void clear() {
    count = 0;
    reached = 0;
  }

  /**
   * Adds a parabola to the right of all others.
   *
   * @param position position of its minimum, an index on the line
   * @param lowest its value at the minimum
   */
  void add(int position, double lowest) {
    double height = lowest + squares[position];
    double start = Double.NEGATIVE_INFINITY;
    int last = count - 1;
    while (last >= 0) {
      start = (height - heights[last]) * inverses[position - positions[last]];
      if (start > starts[last]) {
        break;
      }
      last--;
    }
    if (last < 0) {
      start = Double.NEGATIVE_INFINITY;
    } else if (start >= squares.length) {
      // the lowest one only beyond the end of the line
      count = last + 1;
      return;
    }
    last++;
    positions[last] = position;
    heights[last] = height;
    starts[last] = start;
    count = last + 1;
  }

  /**
   * Returns the position of the lowest parabola at a grid point, which must not lie to the left of
   * the previously queried one.
   */
  int lowestAt(int position) {
    while (reached + 1 < count && starts[reached + 1] <= position) {
      reached++;
    }
    return positions[reached];
  }
}
