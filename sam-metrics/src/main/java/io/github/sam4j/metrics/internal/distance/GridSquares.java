// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.internal.distance;

import io.github.sam4j.image.Spacing;

/**
 * Squared distances along the axes of a grid by index difference. Differences are multiplied by the
 * spacing before squaring, and squares are summed from planes to columns, in the order used by
 * other tools, so that distances equal theirs to the last bit.
 */
final class GridSquares {
  private final double[] columns;
  private final double[] rows;
  private final double[] planes;

  GridSquares(int width, int height, int depth, Spacing spacing) {
    columns = squares(width, spacing.x());
    rows = squares(height, spacing.y());
    planes = squares(depth, spacing.z());
  }

  private static double[] squares(int count, double spacing) {
    double[] squares = new double[count];
    for (int i = 0; i < count; i++) {
      double distance = i * spacing;
      squares[i] = distance * distance;
    }
    return squares;
  }

  double x(int difference) {
    return columns[Math.abs(difference)];
  }

  double y(int difference) {
    return rows[Math.abs(difference)];
  }

  double z(int difference) {
    return planes[Math.abs(difference)];
  }

  double sum(int differenceX, int differenceY, int differenceZ) {
    return z(differenceZ) + y(differenceY) + x(differenceX);
  }

  /** Returns an envelope of parabolas over the rows of a plane. */
  LowerEnvelope overRows() {
    return new LowerEnvelope(rows);
  }

  /** Returns an envelope of parabolas over the planes. */
  LowerEnvelope overPlanes() {
    return new LowerEnvelope(planes);
  }
}
