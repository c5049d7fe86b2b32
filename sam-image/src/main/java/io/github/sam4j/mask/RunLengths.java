// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import io.github.sam4j.image.internal.bits.PackedBits;
import java.util.Arrays;

/**
 * A mask as run lengths in COCO's order: column by column from the left, each column from top to
 * bottom, with alternating runs of zeros and ones. The first run consists of zeros; its length is 0
 * if the first pixel is set.
 *
 * <p>The compressed string encodes each count in groups of five bits, lowest group first, as the
 * character {@code 48 + group}, plus 32 if more groups follow; from the fourth count on, the
 * difference from the count two positions earlier is encoded instead. This is the format of
 * {@code pycocotools}.
 */
public final class RunLengths {
  private final int width;
  private final int height;
  private final int[] counts;

  private RunLengths(int width, int height, int[] counts) {
    this.width = width;
    this.height = height;
    this.counts = counts;
  }

  /** Returns the run lengths of a mask. */
  public static RunLengths of(Mask mask) {
    Mask columns = mask.transpose();
    long[] words = columns.words();
    int perColumn = PackedBits.wordsPerRow(mask.height());
    Counter counter = new Counter();
    for (int x = 0; x < mask.width(); x++) {
      int y = 0;
      while (y < mask.height()) {
        // the run ends at the first bit that differs from its value
        long word = words[x * perColumn + (y >> 6)];
        long differing = (counter.value ? ~word : word) >>> y;
        int stop = differing == 0 ? (y | 63) + 1 : y + Long.numberOfTrailingZeros(differing);
        int end = Math.min(stop, mask.height());
        counter.extend(end - y);
        if (differing != 0 && stop < mask.height()) {
          counter.flip();
        }
        y = end;
      }
    }
    return new RunLengths(mask.width(), mask.height(), counter.finish());
  }

  /**
   * Creates run lengths from counts.
   *
   * @throws IllegalArgumentException if a count is negative or their sum is not {@code width *
   *     height}
   */
  public static RunLengths ofCounts(int width, int height, int[] counts) {
    PackedBits.checkedWords(width, height);
    long sum = 0;
    for (int count : counts) {
      if (count < 0) {
        throw new IllegalArgumentException("run lengths must not be negative, got " + count);
      }
      sum += count;
    }
    if (sum != (long) width * height) {
      throw new IllegalArgumentException("run lengths must sum to " + (long) width * height
          + " for width=" + width + " height=" + height + ", got " + sum);
    }
    return new RunLengths(width, height, counts.clone());
  }

  /**
   * Reads a compressed COCO string.
   *
   * @throws IllegalArgumentException if a character is outside the alphabet, the string ends inside
   *     a number, or the runs do not match the size
   */
  public static RunLengths ofCocoString(int width, int height, String text) {
    int[] counts = new int[text.length()];
    int n = 0;
    int i = 0;
    while (i < text.length()) {
      long value = 0;
      int shift = 0;
      boolean more = true;
      while (more) {
        if (i == text.length() || shift > 30) {
          throw new IllegalArgumentException(
              "run length string ends inside a number at character " + i);
        }
        int group = text.charAt(i) - 48;
        if (group < 0 || group > 63) {
          throw new IllegalArgumentException("run length string may hold characters 48 to 111, got "
              + (int) text.charAt(i) + " at character " + i);
        }
        value |= (long) (group & 31) << shift;
        shift += 5;
        more = (group & 32) != 0;
        if (!more && (group & 16) != 0) {
          value |= -1L << shift;
        }
        i++;
      }
      long count = n > 2 ? value + counts[n - 2] : value;
      if (count != (int) count) {
        throw new IllegalArgumentException(
            "run lengths must fit into 32 bits, got " + count + " at character " + i);
      }
      counts[n++] = (int) count;
    }
    return ofCounts(width, height, Arrays.copyOf(counts, n));
  }

  /** Returns the number of columns of the mask. */
  public int width() {
    return width;
  }

  /** Returns the number of rows of the mask. */
  public int height() {
    return height;
  }

  /** Returns a copy of the run lengths. */
  public int[] counts() {
    return counts.clone();
  }

  /** Returns the mask described by these runs. */
  public Mask toMask() {
    int perColumn = PackedBits.wordsPerRow(height);
    long[] words = new long[Math.multiplyExact(perColumn, width)];
    long position = 0;
    for (int run = 0; run < counts.length; run++) {
      long end = position + counts[run];
      if ((run & 1) == 1) {
        while (position < end) {
          int x = (int) (position / height);
          int y = (int) (position % height);
          int stop = (int) Math.min(height, y + (end - position));
          PackedBits.fill(words, x * perColumn, y, stop);
          position += stop - y;
        }
      }
      position = end;
    }
    return Mask.wrap(/* width= */ height, /* height= */ width, words).transpose();
  }

  /** Returns the compressed COCO string. */
  public String toCocoString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < counts.length; i++) {
      long value = i > 2 ? (long) counts[i] - counts[i - 2] : counts[i];
      boolean more = true;
      while (more) {
        int group = (int) (value & 31);
        value >>= 5;
        more = (group & 16) == 0 ? value != 0 : value != -1;
        text.append((char) (48 + (more ? group | 32 : group)));
      }
    }
    return text.toString();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof RunLengths other
        && width == other.width
        && height == other.height
        && Arrays.equals(counts, other.counts);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "RunLengths[" + width + "x" + height + ", runs=" + counts.length + "]";
  }

  /** Collects runs of alternating value, starting with zeros. */
  private static final class Counter {
    private int[] counts = new int[64];
    private int runs;
    private int length;
    private boolean value;

    void extend(int by) {
      length += by;
    }

    void flip() {
      push();
      value = !value;
      length = 0;
    }

    private void push() {
      if (runs == counts.length) {
        counts = Arrays.copyOf(counts, 2 * runs);
      }
      counts[runs++] = length;
    }

    int[] finish() {
      push();
      return Arrays.copyOf(counts, runs);
    }
  }
}
