package io.github.sam4j.metrics.internal.distance;

/**
 * The lowest of several parabolas of the same width along a line of grid points. Parabolas are
 * added from left to right and asked for from left to right; both together take linear time.
 */
final class LowerEnvelope {
  private final double[] squares;

  /** {@code 1 / (2 (distance of two parabolas))} in squared units: divisions are made once. */
  private final double[] inverses;

  private final int[] positions;
  private final double[] heights;

  /** From where on each parabola is the lowest. */
  private final double[] starts;

  private int count;
  private int reached;

  /**
   * Prepares envelopes over a line.
   *
   * @param squares squared distance of two grid points by their difference in index
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
   * Adds a parabola right of all others.
   *
   * @param position its lowest point, an index on the line
   * @param lowest its height there
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
      // the lowest only beyond the end of the line
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
   * Returns the position of the parabola that is the lowest at a grid point; the point must not be
   * left of the one asked for before.
   */
  int lowestAt(int position) {
    while (reached + 1 < count && starts[reached + 1] <= position) {
      reached++;
    }
    return positions[reached];
  }
}
