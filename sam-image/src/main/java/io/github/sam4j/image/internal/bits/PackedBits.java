// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.bits;

/**
 * The layout of packed masks: rows from top to bottom, each starting at a new 64-bit word, the
 * leftmost pixel in the lowest bit, and the unused bits of the last word of a row zero.
 */
public final class PackedBits {
  private PackedBits() {}

  /** Returns the number of words of a row of {@code width} pixels. */
  public static int wordsPerRow(int width) {
    return (width + 63) >>> 6;
  }

  /**
   * Checks the size of a mask and returns its number of words.
   *
   * @throws IllegalArgumentException if a side is not positive, or the mask would have more than
   *     {@link Integer#MAX_VALUE} pixels
   */
  public static int checkedWords(int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "mask sides must be positive, got width=" + width + " height=" + height);
    }
    // run lengths count pixels in 32 bits
    if ((long) width * height > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("mask must have at most " + Integer.MAX_VALUE
          + " pixels, got width=" + width + " height=" + height);
    }
    return wordsPerRow(width) * height;
  }

  /** Returns a word with ones at the bits of a row's last word that hold pixels. */
  public static long lastWordMask(int width) {
    return -1L >>> (-width & 63);
  }

  /** Sets the bits {@code [from, to)} of the row that starts at word {@code base}. */
  public static void fill(long[] words, int base, int from, int to) {
    for (int x = from; x < to; ) {
      int stop = Math.min(to, (x | 63) + 1);
      words[base + (x >> 6)] |= -1L >>> (64 - (stop - x)) << x;
      x = stop;
    }
  }

  /** Returns the number of set bits. */
  public static long count(long[] words) {
    long bits = 0;
    for (long word : words) {
      bits += Long.bitCount(word);
    }
    return bits;
  }
}
