// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.preprocessing;

import io.github.sam4j.image.RgbImage;
import java.util.Arrays;

/**
 * The rows of an image after its resize, from top to bottom.
 *
 * <p>Each row of the image is resized horizontally once, into a ring buffer with as many rows as
 * the vertical filter has taps; nothing of the size of the image is allocated. For 1024 columns a
 * tap takes 12 KiB. Intermediate samples have 8 bits, as in the reference.
 *
 * <p>Not safe for use by several threads.
 */
final class ResizedRows {
  private static final int CHANNELS = 3;

  private final HorizontalPass horizontal;
  private final TriangleTaps taps;
  private final int[][][] ring;
  private final int[][] row;
  private int next;
  private int ready;

  ResizedRows(RgbImage image, int newWidth, int newHeight) {
    this.horizontal = new HorizontalPass(image, TriangleTaps.of(image.width(), newWidth));
    this.taps = TriangleTaps.of(image.height(), newHeight);
    this.ring = new int[taps.count()][CHANNELS][newWidth];
    this.row = new int[CHANNELS][newWidth];
  }

  /**
   * Returns the next row, samples in {@code [0, 255]}, {@code [3][width]}, valid until the next
   * call. Must not be called more often than there are rows.
   */
  int[][] next() {
    int first = taps.start[next];
    for (; ready < first + taps.count(); ready++) {
      horizontal.resize(ready, ring[ready % ring.length]);
    }
    if (taps.count() == 1) {
      next++;
      return ring[0];
    }
    for (int c = 0; c < CHANNELS; c++) {
      Arrays.fill(row[c], TriangleTaps.ROUND);
      for (int k = 0; k < taps.count(); k++) {
        add(ring[(first + k) % ring.length][c], taps.weights[k][next], row[c]);
      }
      TriangleTaps.toSamples(row[c]);
    }
    next++;
    return row;
  }

  private static void add(int[] samples, int weight, int[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += samples[x] * weight;
    }
  }
}
