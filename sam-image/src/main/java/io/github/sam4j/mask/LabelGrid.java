package io.github.sam4j.mask;

/**
 * Whole numbers on a regular grid of voxels, each naming the object that the voxel belongs to: a
 * read-only view, whatever holds the numbers.
 *
 * <p>Labels above 0 are objects; 0 and everything below is background. A picture of labels is a
 * grid of depth 1. Columns (x) come one after the other in a row, rows (y) in a plane, planes (z)
 * in the grid. Implementations must not change while they are read and may be read by several
 * threads.
 */
public interface LabelGrid {
  /** Number of columns, at least 1. */
  int width();

  /** Number of rows, at least 1. */
  int height();

  /** Number of planes, at least 1. */
  int depth();

  /**
   * Reads one row.
   *
   * @param into receives {@link #width()} labels from its beginning on
   * @throws IndexOutOfBoundsException if there is no such row or the array is too short
   */
  void readRow(int y, int z, int[] into);

  /**
   * Returns the grid of the given labels.
   *
   * @param labels one per voxel, columns fastest, then rows, then planes; copied
   * @throws IllegalArgumentException if a side is not positive or the count doesn't fit
   */
  static LabelGrid of(int width, int height, int depth, int... labels) {
    return new LabelArray(width, height, depth, labels.clone());
  }

  /**
   * Checks that two grids have the same number of columns, rows and planes.
   *
   * @throws IllegalArgumentException naming both sizes, if not
   */
  static void checkSameSize(LabelGrid a, LabelGrid b) {
    if (a.width() != b.width() || a.height() != b.height() || a.depth() != b.depth()) {
      throw new IllegalArgumentException("expected grids of the same size, got "
          + a.width() + "x" + a.height() + "x" + a.depth() + " and "
          + b.width() + "x" + b.height() + "x" + b.depth());
    }
  }
}
