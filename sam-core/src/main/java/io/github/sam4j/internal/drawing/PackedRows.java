package io.github.sam4j.internal.drawing;

import io.github.sam4j.image.internal.bits.PackedBits;
import io.github.sam4j.image.internal.bits.RowSink;
import io.github.sam4j.mask.Mask;

/** Packs the rows of one mask into the words that it keeps. */
final class PackedRows implements RowSink {
  private final int width;
  private final int height;
  private final int wordsPerRow;
  private final long[] words;
  private int filled;

  PackedRows(int width, int height) {
    this.width = width;
    this.height = height;
    this.wordsPerRow = PackedBits.wordsPerRow(width);
    this.words = new long[PackedBits.checkedWords(width, height)];
  }

  @Override
  public void addRow(long[] row, int base) {
    System.arraycopy(row, base, words, filled, wordsPerRow);
    filled += wordsPerRow;
  }

  @Override
  public void repeatRow() {
    if (filled > 0) {
      System.arraycopy(words, filled - wordsPerRow, words, filled, wordsPerRow);
    }
    filled += wordsPerRow;
  }

  /** Returns the mask; this takes no more rows then. */
  Mask finish() {
    return Mask.ofPackedRows(width, height, words);
  }
}
