// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import java.nio.FloatBuffer;

/**
 * The logits of one mask that the image covers, still in the buffer that the decoder wrote them
 * into; the logits right of and below them belong to padding. A view: valid as long as the buffer's
 * content.
 *
 * @param source holds {@code [rows, columns]} logits row by row
 * @param from absolute position of the first of them
 * @param rows at least 1
 * @param columns at least 1
 */
public record CoveredLogits(FloatBuffer source, int from, int rows, int columns) {
  /**
   * Checks the sides and that the buffer holds them.
   *
   * @throws IllegalArgumentException if not
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

  /** Writes the logits into the upper left corner of {@code [side, side]}, and nothing else. */
  void copyTo(float[] values, int side) {
    for (int y = 0; y < rows; y++) {
      source.get(from + y * columns, values, y * side, columns);
    }
  }
}
