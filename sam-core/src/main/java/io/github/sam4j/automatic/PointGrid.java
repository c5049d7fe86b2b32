// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.automatic;

import java.util.Arrays;

/**
 * Points that are used as prompts, as shares of a picture's width and height: (0, 0) is its top
 * left corner, (1, 1) its bottom right one. Immutable.
 */
public final class PointGrid {
  /** Most points along a side of a regular grid. */
  public static final int MAX_POINTS_PER_SIDE = 1024;

  /** Most points of any grid. */
  public static final int MAX_POINTS = MAX_POINTS_PER_SIDE * MAX_POINTS_PER_SIDE;

  /** x and y in turn. */
  private final double[] coordinates;

  private PointGrid(double[] coordinates) {
    this.coordinates = coordinates;
  }

  /**
   * Returns the centres of {@code pointsPerSide * pointsPerSide} equal cells, row by row from the
   * top, each row from the left.
   *
   * @throws IllegalArgumentException if outside {@code [1, 1024]}
   */
  public static PointGrid regular(int pointsPerSide) {
    if (pointsPerSide < 1 || pointsPerSide > MAX_POINTS_PER_SIDE) {
      throw new IllegalArgumentException(
          "pointsPerSide must be in [1, " + MAX_POINTS_PER_SIDE + "], got " + pointsPerSide);
    }
    double[] side = centres(pointsPerSide);
    double[] coordinates = new double[2 * pointsPerSide * pointsPerSide];
    int i = 0;
    for (double y : side) {
      for (double x : side) {
        coordinates[i++] = x;
        coordinates[i++] = y;
      }
    }
    return new PointGrid(coordinates);
  }

  /** Steps from the first centre to the last as the reference does, to the last bit. */
  private static double[] centres(int count) {
    double first = 1.0 / (2 * count);
    double last = 1 - first;
    double step = (last - first) / (count - 1);
    double[] centres = new double[count];
    for (int i = 1; i < count - 1; i++) {
      centres[i] = i * step + first;
    }
    centres[count - 1] = last;
    centres[0] = first;
    return centres;
  }

  /**
   * Returns a grid of the given points, in their order.
   *
   * @param points pairs of x and y, each in {@code [0, 1]}; copied
   * @throws IllegalArgumentException if there are no points or more than {@link #MAX_POINTS}, or
   *     one isn't a pair of numbers in that range
   */
  public static PointGrid of(double[]... points) {
    if (points.length < 1 || points.length > MAX_POINTS) {
      throw new IllegalArgumentException(
          "a grid has 1 to " + MAX_POINTS + " points, got " + points.length);
    }
    double[] coordinates = new double[2 * points.length];
    for (int i = 0; i < points.length; i++) {
      double[] point = points[i];
      if (point.length != 2 || !isShare(point[0]) || !isShare(point[1])) {
        throw new IllegalArgumentException("points of a grid must be pairs in [0, 1], got "
            + Arrays.toString(point) + " at index " + i);
      }
      // a zero loses its sign, so that equal points make equal grids
      coordinates[2 * i] = point[0] + 0.0;
      coordinates[2 * i + 1] = point[1] + 0.0;
    }
    return new PointGrid(coordinates);
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
  }

  /** Returns the number of points. */
  public int size() {
    return coordinates.length / 2;
  }

  /** Returns a point's distance from the left edge, in {@code [0, 1]} of the width. */
  public double x(int point) {
    return coordinates[2 * point];
  }

  /** Returns a point's distance from the top edge, in {@code [0, 1]} of the height. */
  public double y(int point) {
    return coordinates[2 * point + 1];
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof PointGrid other && Arrays.equals(coordinates, other.coordinates);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(coordinates);
  }

  @Override
  public String toString() {
    return "PointGrid[points=" + size() + "]";
  }
}
