// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

/**
 * Integer labels on a regular grid of voxels, each label naming the object that the voxel belongs
 * to: a read-only view, independent of how the labels are stored.
 *
 * <p>Labels above 0 are objects; 0 and negative labels are background. A label picture is a grid of
 * depth 1. Columns (x) follow each other in a row, rows (y) in a plane, planes (z) in the grid. The
 * content of an implementation must not change while it is read, and several threads may read it.
 */
public interface LabelGrid {
  /** Returns the number of columns, at least 1. */
  int width();

  /** Returns the number of rows, at least 1. */
  int height();

  /** Returns the number of planes, at least 1. */
  int depth();

  /**
   * Reads one row.
   *
   * @param into receives {@link #width()} labels, starting at index 0
   * @throws IndexOutOfBoundsException if there is no such row or the array is too short
   */
  void readRow(int y, int z, int[] into);

  /**
   * Returns a grid of the given labels.
   *
   * @param labels one per voxel, columns fastest, then rows, then planes; copied
   * @throws IllegalArgumentException if a side is not positive or the number of labels does not
   *     match
   */
  static LabelGrid of(int width, int height, int depth, int... labels) {
    if (width < 1 || height < 1 || depth < 1) {
      throw new IllegalArgumentException("sides of a grid must be positive, got width=" + width
          + " height=" + height + " depth=" + depth);
    }
    if ((double) width * height * depth != labels.length) {
      throw new IllegalArgumentException("expected a label for each voxel, got " + labels.length
          + " for width=" + width + " height=" + height + " depth=" + depth);
    }
    int[] copy = labels.clone();
    return new LabelRows(
        width, height, depth, (row, into) -> System.arraycopy(copy, row * width, into, 0, width));
  }

  /**
   * Checks that two grids have the same number of columns, rows and planes.
   *
   * @throws IllegalArgumentException if they differ; the message names both sizes
   */
  static void checkSameSize(LabelGrid a, LabelGrid b) {
    if (a.width() != b.width() || a.height() != b.height() || a.depth() != b.depth()) {
      throw new IllegalArgumentException("expected grids of the same size, got "
          + a.width() + "x" + a.height() + "x" + a.depth() + " and "
          + b.width() + "x" + b.height() + "x" + b.depth());
    }
  }
}
