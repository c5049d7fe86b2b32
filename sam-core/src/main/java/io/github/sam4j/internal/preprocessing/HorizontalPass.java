// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.preprocessing;

import io.github.sam4j.image.RgbImage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Resizes single rows of interleaved samples to rows of separate channels.
 *
 * <p>Each target position reads its taps from a different offset, which prevents vectorization. So
 * the work is split in two steps. First, the pixels of a few taps are gathered for the whole row,
 * each as the three low bytes of an {@code int}, two neighbouring taps with one read of eight
 * bytes. Then simple loops over arrays with a single index compute masks, products and sums. These
 * loops handle one tap and one channel at a time, because HotSpot does not vectorize them when they
 * are fused.
 *
 * <p>Not safe for use by several threads.
 */
final class HorizontalPass {
  private static final int CHANNELS = 3;
  private static final int PIXEL_BITS = CHANNELS * Byte.SIZE;

  /** Number of taps gathered at a time, even; bounds the memory for strong shrinking. */
  private static final int BATCH = 8;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final RgbImage image;

  /** The row of the image that is resized, plus the bytes that reads may touch beyond its end. */
  private final byte[] line;

  private final TriangleTaps taps;

  /** Byte offset of the first tap of each position in the row. */
  private final int[] offsets;

  /**
   * The gathered pixels, {@code [tap][position]}: red in the lowest byte; the highest byte is
   * undefined.
   */
  private final int[][] pixels;

  HorizontalPass(RgbImage image, TriangleTaps taps) {
    this.image = image;
    this.taps = taps;
    int newWidth = taps.start.length;
    this.offsets = new int[newWidth];
    for (int x = 0; x < newWidth; x++) {
      offsets[x] = taps.start[x] * CHANNELS;
    }
    int evenCount = (taps.count() + 1) / 2 * 2;
    this.pixels = new int[Math.min(BATCH, evenCount)][newWidth];
    // bytes that a read touches beyond its two pixels are ignored, but must exist
    int reach = offsets[newWidth - 1] + (evenCount - 2) * CHANNELS + Long.BYTES;
    this.line = new byte[Math.max(reach, image.width() * CHANNELS)];
  }

  /**
   * Resizes one row.
   *
   * @param y row of the image
   * @param row receives samples in {@code [0, 255]}, {@code [3][resized width]}
   */
  void resize(int y, int[][] row) {
    image.copyRow(y, line);
    if (taps.count() == 1) {
      split(row[0], row[1], row[2]);
      return;
    }
    for (int[] channel : row) {
      Arrays.fill(channel, TriangleTaps.ROUND);
    }
    for (int first = 0; first < taps.count(); first += BATCH) {
      int count = Math.min(BATCH, taps.count() - first);
      gather(first * CHANNELS, count);
      for (int k = 0; k < count; k++) {
        for (int c = 0; c < CHANNELS; c++) {
          add(pixels[k], c * Byte.SIZE, taps.weights[first + k], row[c]);
        }
      }
    }
    for (int[] channel : row) {
      TriangleTaps.toSamples(channel);
    }
  }

  /** Copies the samples if there is a single tap, which has all the weight. */
  private void split(int[] red, int[] green, int[] blue) {
    for (int x = 0; x < offsets.length; x++) {
      int i = offsets[x];
      red[x] = line[i] & 0xFF;
      green[x] = line[i + 1] & 0xFF;
      blue[x] = line[i + 2] & 0xFF;
    }
  }

  private void gather(int from, int count) {
    for (int k = 0; k < count; k += 2) {
      gatherTwo(line, from + k * CHANNELS, offsets, pixels[k], pixels[k + 1]);
    }
  }

  private static void gatherTwo(byte[] bytes, int from, int[] offsets, int[] even, int[] odd) {
    for (int x = 0; x < even.length; x++) {
      long two = (long) EIGHT_BYTES.get(bytes, from + offsets[x]);
      even[x] = (int) two;
      odd[x] = (int) (two >>> PIXEL_BITS);
    }
  }

  private static void add(int[] pixels, int shift, int[] weights, int[] sums) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += (pixels[x] >>> shift & 0xFF) * weights[x];
    }
  }
}
