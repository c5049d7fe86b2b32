// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import java.util.Objects;

/**
 * A label grid that reads its rows from elsewhere.
 *
 * @param rows reads the rows of all planes, one plane after the other
 */
record LabelRows(int width, int height, int depth, RowReader rows) implements LabelGrid {
  /** Reads a row of labels. */
  @FunctionalInterface
  interface RowReader {
    /** Writes the labels of row {@code z * height + y} to the beginning of an array. */
    void read(int row, int[] into);
  }

  @Override
  public void readRow(int y, int z, int[] into) {
    Objects.checkIndex(y, height);
    Objects.checkIndex(z, depth);
    rows.read(z * height + y, into);
  }

  @Override
  public String toString() {
    return "LabelGrid[" + width + "x" + height + "x" + depth + "]";
  }
}
