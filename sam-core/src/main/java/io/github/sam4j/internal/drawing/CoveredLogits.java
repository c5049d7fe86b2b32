package io.github.sam4j.internal.drawing;

import io.github.sam4j.mask.LowResLogits;
import java.nio.FloatBuffer;

/**
 * The logits of one mask that the image covers, still in the buffer that the decoder wrote them
 * into; what of the 256 × 256 lies right of and below them stands for padding. A view: valid as
 * long as the buffer's content.
 *
 * @param source holds {@code [rows, columns]} logits row by row
 * @param from absolute position of the first of them
 * @param rows in {@code [1, 256]}
 * @param columns in {@code [1, 256]}
 */
public record CoveredLogits(FloatBuffer source, int from, int rows, int columns) {
  /**
   * Checks the sides and that the buffer holds them.
   *
   * @throws IllegalArgumentException if not
   */
  public CoveredLogits {
    boolean fits = rows >= 1
        && rows <= LowResLogits.SIDE
        && columns >= 1
        && columns <= LowResLogits.SIDE
        && from >= 0
        && from <= source.limit() - rows * columns;
    if (!fits) {
      throw new IllegalArgumentException("expected 1 to " + LowResLogits.SIDE
          + " rows and columns inside of the buffer, got rows=" + rows + " columns=" + columns
          + " from=" + from + " in a buffer of " + source.limit());
    }
  }

  /** Writes the logits into the upper left corner of {@code [256, 256]}, and nothing else. */
  void copyTo(float[] values) {
    for (int y = 0; y < rows; y++) {
      source.get(from + y * columns, values, y * LowResLogits.SIDE, columns);
    }
  }
}
