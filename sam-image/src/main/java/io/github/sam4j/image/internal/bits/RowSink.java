package io.github.sam4j.image.internal.bits;

/** Takes the rows of a mask from top to bottom. */
public interface RowSink {
  /**
   * Takes a row that starts at word {@code base}, in the layout of {@link PackedBits}; copies it.
   */
  void addRow(long[] words, int base);

  /** Takes the row above once more, or a row without set pixels on top. */
  void repeatRow();
}
