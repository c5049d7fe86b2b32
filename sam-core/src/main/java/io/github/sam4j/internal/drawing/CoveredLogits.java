// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import java.nio.FloatBuffer;

/**
 * The logits of a mask that are covered by the image, as a view of the buffer that the decoder
 * wrote; the logits to the right and below belong to padding. Valid as long as the buffer's
 * content.
 *
 * @param source holds {@code [rows, columns]} logits, row-major
 * @param from absolute position of the first logit
 * @param rows at least 1
 * @param columns at least 1
 */
public record CoveredLogits(FloatBuffer source, int from, int rows, int columns) {
  /**
   * Checks the sides and that the buffer holds the logits.
   *
   * @throws IllegalArgumentException if a side is below 1 or the buffer is too short
   */
  public CoveredLogits {
    boolean fits =
        rows >= 1 && columns >= 1 && from >= 0 && from <= source.limit() - (long) rows * columns;
    if (!fits) {
      throw new IllegalArgumentException("expected rows and columns from 1 on inside of the buffer,"
          + " got rows=" + rows + " columns=" + columns + " from=" + from + " in a buffer of "
          + source.limit());
    }
  }

  /**
   * Writes the logits into the upper left corner of {@code [side, side]} and leaves the rest
   * unchanged.
   */
  public void copyTo(float[] values, int side) {
    for (int y = 0; y < rows; y++) {
      source.get(from + y * columns, values, y * side, columns);
    }
  }
}
