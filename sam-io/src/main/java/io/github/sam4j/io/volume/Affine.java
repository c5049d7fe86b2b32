// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import io.github.sam4j.image.Spacing;
import java.util.Arrays;

/**
 * An affine map from voxel indices to a position in space.
 *
 * <p>It has three rows (x, y, z of the world) and four columns (first, second, third array axis,
 * position of the first voxel's centre); the fourth row of the usual 4 × 4 matrix is always 0, 0,
 * 0, 1.
 */
public final class Affine {
  private static final int COLUMNS = 4;
  private static final double SHORTEST = 1e-30;
  private static final double LONGEST = 1e30;
  /** Smallest volume of a voxel relative to a cuboid of the same edge lengths. */
  private static final double FLATTEST = 1e-6;

  private final double[] elements;

  private Affine(double[] elements) {
    this.elements = elements;
  }

  /**
   * Returns the map with the given first three rows.
   *
   * @param rows 12 numbers, row by row, copied
   * @throws IllegalArgumentException for another count
   */
  public static Affine ofRows(double... rows) {
    if (rows.length != 3 * COLUMNS) {
      throw new IllegalArgumentException("expected 12 elements, got " + rows.length);
    }
    return new Affine(rows.clone());
  }

  /** Returns the map that scales by the spacing and puts the first voxel at the world's origin. */
  public static Affine ofSpacing(Spacing spacing) {
    return ofRows(spacing.x(), 0, 0, 0, 0, spacing.y(), 0, 0, 0, 0, spacing.z(), 0);
  }

  /**
   * Returns one element.
   *
   * @param row 0 to 3; row 3 is 0, 0, 0, 1
   * @param column 0 to 3
   * @throws IndexOutOfBoundsException outside
   */
  public double element(int row, int column) {
    if (row < 0 || row > 3 || column < 0 || column >= COLUMNS) {
      throw new IndexOutOfBoundsException(
          "row and column must be in [0, 3], got row=" + row + " column=" + column);
    }
    if (row == 3) {
      return column == 3 ? 1 : 0;
    }
    return elements[row * COLUMNS + column];
  }

  /** Returns the position of a voxel's centre: x, y, z. Indices between voxels are allowed. */
  public double[] toWorld(double i, double j, double k) {
    double[] world = new double[3];
    for (int row = 0; row < 3; row++) {
      int e = row * COLUMNS;
      world[row] = elements[e] * i + elements[e + 1] * j + elements[e + 2] * k + elements[e + 3];
    }
    return world;
  }

  /** Returns a copy of the first three rows, 12 numbers row by row. */
  public double[] toRows() {
    return elements.clone();
  }

  /** Returns the Euclidean length of a column: the distance between neighbours on that axis. */
  double columnLength(int column) {
    double square = 0;
    for (int row = 0; row < 3; row++) {
      square += element(row, column) * element(row, column);
    }
    return Math.sqrt(square);
  }

  /**
   * Returns whether all elements are finite, no two voxels share a position, and distances are such
   * that nothing computed from them can over- or underflow.
   */
  boolean isUsable() {
    for (double element : elements) {
      if (!Double.isFinite(element)) {
        return false;
      }
    }
    double lengths = 1;
    for (int column = 0; column < 3; column++) {
      double length = columnLength(column);
      if (length < SHORTEST || length > LONGEST) {
        return false;
      }
      lengths *= length;
    }
    return Math.abs(Rotation.determinant(linear())) > FLATTEST * lengths;
  }

  /** Returns the left 3 × 3 part, row by row. */
  double[] linear() {
    double[] m = new double[9];
    for (int row = 0; row < 3; row++) {
      System.arraycopy(elements, row * COLUMNS, m, row * 3, 3);
    }
    return m;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Affine other && Arrays.equals(elements, other.elements);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(elements);
  }

  @Override
  public String toString() {
    return "Affine" + Arrays.toString(elements);
  }
}
