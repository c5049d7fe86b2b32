// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import io.github.sam4j.image.internal.bits.PackedBits;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A binary mask of fixed size, one bit per pixel.
 *
 * <p>Bits are packed row by row; each row starts at a new 64-bit word with its leftmost pixel in
 * the lowest bit, and the unused bits of the last word of a row are zero. Counting and set
 * operations therefore work on whole words. Instances are immutable.
 */
public final class Mask {
  private static final int COUNTED_WORDS = 1 << 20;

  private final int width;
  private final int height;
  private final int wordsPerRow;
  private final long[] words;
  private final long area;

  private Mask(int width, int height, long[] words) {
    this(width, height, words, PackedBits.count(words));
  }

  private Mask(int width, int height, long[] words, long area) {
    this.width = width;
    this.height = height;
    this.wordsPerRow = PackedBits.wordsPerRow(width);
    this.words = words;
    this.area = area;
  }

  /** Decides which pixels are set. */
  @FunctionalInterface
  public interface PixelPredicate {
    /** Returns whether the pixel in column {@code x} and row {@code y} is set. */
    boolean test(int x, int y);
  }

  /** Returns a mask without any pixel set. */
  public static Mask empty(int width, int height) {
    return new Mask(width, height, new long[PackedBits.checkedWords(width, height)]);
  }

  /**
   * Returns the mask of the pixels that match a predicate, which is evaluated row by row, from left
   * to right.
   */
  public static Mask of(int width, int height, PixelPredicate pixels) {
    long[] words = new long[PackedBits.checkedWords(width, height)];
    int perRow = PackedBits.wordsPerRow(width);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (pixels.test(x, y)) {
          words[y * perRow + (x >> 6)] |= 1L << x;
        }
      }
    }
    return new Mask(width, height, words);
  }

  /**
   * Creates a mask from packed rows in the layout of this class.
   *
   * @param words {@code height * ceil(width / 64)} words, copied
   * @throws IllegalArgumentException if the length is wrong or a bit right of the last column is
   *     set
   */
  public static Mask ofPackedRows(int width, int height, long[] words) {
    int expected = PackedBits.checkedWords(width, height);
    if (words.length != expected) {
      throw new IllegalArgumentException("expected " + expected + " words for width=" + width
          + " height=" + height + ", got " + words.length);
    }
    checkNothingOutside(width, words);
    return new Mask(width, height, words.clone());
  }

  /**
   * Starts a mask that is built row by row from the top, without a copy of the whole.
   *
   * @throws IllegalArgumentException if a side isn't positive or there are too many pixels
   */
  public static Builder builder(int width, int height) {
    return new Builder(width, height);
  }

  /** Takes the rows of a mask from top to bottom. Not safe for use by several threads. */
  public static final class Builder {
    private final int width;
    private final int height;
    private final int wordsPerRow;
    private long @Nullable [] words;
    private int filled;

    private Builder(int width, int height) {
      this.width = width;
      this.height = height;
      this.wordsPerRow = PackedBits.wordsPerRow(width);
      this.words = new long[PackedBits.checkedWords(width, height)];
    }

    /**
     * Adds a row, {@code ceil(width / 64)} words in the layout of {@link Mask}, copied.
     *
     * @param from index of the first of them
     * @throws IllegalArgumentException if a bit right of the last column is set
     * @throws IndexOutOfBoundsException if the mask has all its rows, or the array ends too early
     */
    public Builder addRow(long[] row, int from) {
      if ((row[from + wordsPerRow - 1] & ~PackedBits.lastWordMask(width)) != 0) {
        throw new IllegalArgumentException("a bit right of the last column is set in row "
            + filled / wordsPerRow + " for width=" + width);
      }
      System.arraycopy(row, from, open(), filled, wordsPerRow);
      filled += wordsPerRow;
      return this;
    }

    /**
     * Adds the row above once more, or a row without set pixels on top.
     *
     * @throws IndexOutOfBoundsException if the mask has all its rows
     */
    public Builder repeatRow() {
      long[] open = open();
      Objects.checkFromIndexSize(filled, wordsPerRow, open.length);
      if (filled > 0) {
        System.arraycopy(open, filled - wordsPerRow, open, filled, wordsPerRow);
      }
      filled += wordsPerRow;
      return this;
    }

    /**
     * Returns the mask; rows that were not added have no pixel set. The builder is used up.
     *
     * @throws IllegalStateException if it is already
     */
    public Mask build() {
      long[] finished = open();
      words = null;
      return new Mask(width, height, finished);
    }

    private long[] open() {
      if (words == null) {
        throw new IllegalStateException("the mask has been built");
      }
      return words;
    }
  }

  /** Checks that no bit right of the last column is set in any row. */
  static void checkNothingOutside(int width, long[] words) {
    int perRow = PackedBits.wordsPerRow(width);
    long outside = ~PackedBits.lastWordMask(width);
    for (int last = perRow - 1; last < words.length; last += perRow) {
      if ((words[last] & outside) != 0) {
        throw new IllegalArgumentException("a bit right of the last column is set in row "
            + last / perRow + " for width=" + width);
      }
    }
  }

  /** Wraps words without copying or checking them; the caller must not modify them afterwards. */
  static Mask wrap(int width, int height, long[] words) {
    return new Mask(width, height, words);
  }

  /**
   * Wraps words and their number of set bits without copying or checking them; the caller must not
   * modify the words afterwards.
   */
  static Mask wrap(int width, int height, long[] words, long area) {
    return new Mask(width, height, words, area);
  }

  /** Returns the number of columns. */
  public int width() {
    return width;
  }

  /** Returns the number of rows. */
  public int height() {
    return height;
  }

  /** Returns the number of set pixels. */
  public long area() {
    return area;
  }

  /** Returns whether no pixel is set. */
  public boolean isEmpty() {
    return area == 0;
  }

  /**
   * Returns whether a pixel is set.
   *
   * @throws IndexOutOfBoundsException outside the mask
   */
  public boolean get(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException(
          "x=" + x + " y=" + y + " for width=" + width + " height=" + height);
    }
    return (words[y * wordsPerRow + (x >> 6)] >>> x & 1) != 0;
  }

  /** Returns the bounding box of the set pixels, empty if there are none. */
  public Optional<Box> box() {
    if (area == 0) {
      return Optional.empty();
    }
    long[] columns = new long[wordsPerRow];
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < height; y++) {
      long any = 0;
      for (int w = 0; w < wordsPerRow; w++) {
        long word = words[y * wordsPerRow + w];
        columns[w] |= word;
        any |= word;
      }
      if (any != 0) {
        top = top < 0 ? y : top;
        bottom = y;
      }
    }
    int first = 0;
    while (columns[first] == 0) {
      first++;
    }
    int last = wordsPerRow - 1;
    while (columns[last] == 0) {
      last--;
    }
    int left = (first << 6) + Long.numberOfTrailingZeros(columns[first]);
    int right = (last << 6) + 63 - Long.numberOfLeadingZeros(columns[last]);
    return Optional.of(new Box(left, top, right, bottom));
  }

  /** Returns the pixels set in both masks. */
  public Mask and(Mask other) {
    return combine(other, (a, b) -> a & b);
  }

  /** Returns the pixels set in either mask or both. */
  public Mask or(Mask other) {
    return combine(other, (a, b) -> a | b);
  }

  /** Returns the pixels set in exactly one of the masks. */
  public Mask xor(Mask other) {
    return combine(other, (a, b) -> a ^ b);
  }

  /** Returns the pixels set in this mask but not in the other one. */
  public Mask andNot(Mask other) {
    return combine(other, (a, b) -> a & ~b);
  }

  /** Returns the pixels not set in this mask. */
  public Mask not() {
    long[] result = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      result[i] = ~words[i];
    }
    long lastWord = PackedBits.lastWordMask(width);
    for (int i = wordsPerRow - 1; i < words.length; i += wordsPerRow) {
      result[i] &= lastWord;
    }
    return new Mask(width, height, result, (long) width * height - area);
  }

  /** Returns the number of pixels set in both masks, without creating their intersection. */
  public long intersectionArea(Mask other) {
    checkSameSize(other);
    return countCommon(words, other.words);
  }

  /**
   * Counts the bits set in both of two arrays of equal length. Blocks whose counts fit into an
   * {@code int} give a loop that all JVMs run faster.
   */
  static long countCommon(long[] a, long[] b) {
    long bits = 0;
    for (int from = 0; from < a.length; from += COUNTED_WORDS) {
      int to = Math.min(a.length - from, COUNTED_WORDS) + from;
      int block = 0;
      for (int i = from; i < to; i++) {
        block += Long.bitCount(a[i] & b[i]);
      }
      bits += block;
    }
    return bits;
  }

  /** Returns the transposed mask: pixel (x, y) becomes (y, x). */
  public Mask transpose() {
    int newPerRow = PackedBits.wordsPerRow(height);
    long[] result = new long[Math.multiplyExact(newPerRow, width)];
    long[] block = new long[64];
    for (int y = 0; y < height; y += 64) {
      for (int w = 0; w < wordsPerRow; w++) {
        for (int k = 0; k < 64; k++) {
          block[k] = y + k < height ? words[(y + k) * wordsPerRow + w] : 0;
        }
        transpose64(block);
        for (int k = 0; k < 64 && (w << 6) + k < width; k++) {
          result[((w << 6) + k) * newPerRow + (y >> 6)] = block[k];
        }
      }
    }
    return new Mask(height, width, result);
  }

  /**
   * Transposes 64 × 64 bits in place by swapping squares of decreasing size (Hacker's Delight,
   * section 7-3).
   */
  private static void transpose64(long[] a) {
    long mask = 0x0000_0000_FFFF_FFFFL;
    for (int size = 32; size != 0; size >>= 1, mask ^= mask << size) {
      for (int k = 0; k < 64; k = (k + size + 1) & ~size) {
        long swap = (a[k] >>> size ^ a[k + size]) & mask;
        a[k] ^= swap << size;
        a[k + size] ^= swap;
      }
    }
  }

  /** Returns a copy of the packed rows in the layout of {@link #ofPackedRows}. */
  public long[] toPackedRows() {
    return words.clone();
  }

  /** Returns one byte per pixel, row-major: {@code setValue} where the mask is set, 0 elsewhere. */
  public byte[] toByteArray(int setValue) {
    byte[] bytes = new byte[Math.multiplyExact(width, height)];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if ((words[y * wordsPerRow + (x >> 6)] >>> x & 1) != 0) {
          bytes[y * width + x] = (byte) setValue;
        }
      }
    }
    return bytes;
  }

  /** Returns the words themselves, for read-only use in this package. */
  long[] words() {
    return words;
  }

  private interface WordOperator {
    long apply(long a, long b);
  }

  private Mask combine(Mask other, WordOperator operator) {
    checkSameSize(other);
    long[] result = new long[words.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = operator.apply(words[i], other.words[i]);
    }
    return new Mask(width, height, result);
  }

  private void checkSameSize(Mask other) {
    if (width != other.width || height != other.height) {
      throw new IllegalArgumentException(
          "masks must have the same size, got " + this + " and " + other);
    }
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Mask other
        && width == other.width
        && height == other.height
        && Arrays.equals(words, other.words);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "Mask[" + width + "x" + height + ", area=" + area + "]";
  }
}
