// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.internal.distance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the nearest target of a voxel in the rows around it, searching the nearest rows first,
 * until no further row can contain a nearer target.
 *
 * <p>The surfaces of similar masks are mostly close to each other, and then a few rows suffice. The
 * number of rows is limited, and each is searched in words of 64 columns; targets farther away are
 * not found.
 */
final class NearbyRows {
  /** Largest number of rows searched for a voxel. */
  private static final int MAX_ROWS = 128;

  private final long[] targets;
  private final int width;
  private final int height;
  private final int depth;
  private final int wordsPerRow;
  private final GridSquares squares;

  /** Row and plane offsets of the rows to search, by ascending squared distance. */
  private final int[] rowSteps;

  private final int[] planeSteps;
  private final double[] stepSquares;

  /** All rows up to this squared distance are searched. */
  private final double radiusSquare;

  /** A row relative to that of the voxel. */
  private record Step(int rows, int planes, double square) {}

  NearbyRows(long[] targets, int width, int height, int depth, GridSquares squares) {
    this.targets = targets;
    this.width = width;
    this.height = height;
    this.depth = depth;
    this.squares = squares;
    wordsPerRow = (width + 63) >>> 6;
    radiusSquare = radiusSquare();
    List<Step> steps = steps();
    rowSteps = steps.stream().mapToInt(Step::rows).toArray();
    planeSteps = steps.stream().mapToInt(Step::planes).toArray();
    stepSquares = steps.stream().mapToDouble(Step::square).toArray();
  }

  /** Halves the squared radius until it covers at most {@link #MAX_ROWS} rows. */
  private double radiusSquare() {
    double square = squares.y(height - 1) + squares.z(depth - 1);
    while (!hasFewRows(square)) {
      square /= 2;
    }
    return square;
  }

  private boolean hasFewRows(double radius) {
    int rows = 0;
    for (int z = 0; z < depth && squares.z(z) <= radius; z++) {
      for (int y = 0; y < height && squares.z(z) + squares.y(y) <= radius; y++) {
        // offsets of either sign
        rows += (z == 0 ? 1 : 2) * (y == 0 ? 1 : 2);
        if (rows > MAX_ROWS) {
          return false;
        }
      }
    }
    return true;
  }

  private List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    for (int planes = 1 - depth; planes < depth; planes++) {
      double ofPlane = squares.z(planes);
      for (int rows = 1 - height; ofPlane <= radiusSquare && rows < height; rows++) {
        double square = ofPlane + squares.y(rows);
        if (square <= radiusSquare) {
          steps.add(new Step(rows, planes, square));
        }
      }
    }
    steps.sort(Comparator.comparingDouble(Step::square));
    return steps;
  }

  /**
   * Returns the squared distance to the nearest target, NaN if it is not within the searched rows.
   */
  double squaredDistance(int x, int y, int z) {
    double best = Double.POSITIVE_INFINITY;
    for (int s = 0; s < stepSquares.length; s++) {
      if (stepSquares[s] >= best) {
        return best;
      }
      int row = y + rowSteps[s];
      int plane = z + planeSteps[s];
      if (row >= 0 && row < height && plane >= 0 && plane < depth) {
        int columns = nearestInRow((plane * height + row) * wordsPerRow, x);
        if (columns < width) {
          best = Math.min(best, squares.sum(columns, rowSteps[s], planeSteps[s]));
        }
      }
    }
    return best <= radiusSquare ? best : Double.NaN;
  }

  /**
   * Returns the number of columns to the nearest target of a row, at least the width if there is
   * none.
   */
  private int nearestInRow(int base, int x) {
    int own = x >> 6;
    long left = targets[base + own] & (-1L >>> ~x);
    int word = own;
    while (left == 0 && word > 0) {
      left = targets[base + --word];
    }
    int nearest = left == 0 ? width : x - (word << 6) - 63 + Long.numberOfLeadingZeros(left);
    long right = targets[base + own] & (-1L << x);
    word = own;
    while (right == 0 && ++word < wordsPerRow && (word << 6) - x < nearest) {
      right = targets[base + word];
    }
    return right == 0
        ? nearest
        : Math.min(nearest, (word << 6) + Long.numberOfTrailingZeros(right) - x);
  }
}
