package io.github.sam4j.image.internal.bits;

/**
 * The layout of packed masks: rows from top to bottom, each beginning at a new 64-bit word, lowest
 * bit leftmost, the unused bits of a row's last word zero.
 */
public final class PackedBits {
  private PackedBits() {}

  /** Returns how many words a row of {@code width} pixels takes. */
  public static int wordsPerRow(int width) {
    return (width + 63) >>> 6;
  }

  /**
   * Returns how many words a mask takes.
   *
   * @throws IllegalArgumentException if a side isn't positive, or the mask would have more than
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

  /** Returns the bits of a row's last word that are pixels. */
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

  /** Counts set bits. */
  public static long count(long[] words) {
    long bits = 0;
    for (long word : words) {
      bits += Long.bitCount(word);
    }
    return bits;
  }
}
