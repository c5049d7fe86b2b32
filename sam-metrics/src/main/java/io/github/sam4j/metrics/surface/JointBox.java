// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.internal.distance.NearestTargets;
import java.util.Arrays;

/**
 * The joint bounding box of two masks. Everything outside it is background, as is the outside of a
 * grid, so surfaces and their distances are the same for the masks cropped to it.
 *
 * @param x first column, inclusive
 * @param y first row, inclusive
 * @param z first plane, inclusive
 * @param width number of columns
 * @param height number of rows
 * @param depth number of planes
 */
record JointBox(int x, int y, int z, int width, int height, int depth) {
  /** Returns the joint bounding box of two masks, at least one of which is not empty. */
  static JointBox around(VoxelMask a, VoxelMask b) {
    long[] wordsA = a.toPackedRows();
    long[] wordsB = b.toPackedRows();
    int perRow = wordsA.length / (a.height() * a.depth());
    long[] columns = new long[perRow];
    boolean[] rows = new boolean[a.height()];
    boolean[] planes = new boolean[a.depth()];
    int word = 0;
    for (int z = 0; z < a.depth(); z++) {
      for (int y = 0; y < a.height(); y++) {
        long any = 0;
        for (int w = 0; w < perRow; w++, word++) {
          long both = wordsA[word] | wordsB[word];
          columns[w] |= both;
          any |= both;
        }
        rows[y] |= any != 0;
        planes[z] |= any != 0;
      }
    }
    boolean[] set = new boolean[a.width()];
    for (int x = 0; x < set.length; x++) {
      set[x] = (columns[x >> 6] >>> x & 1) != 0;
    }
    int x = first(set);
    int y = first(rows);
    int z = first(planes);
    return new JointBox(x, y, z, last(set) - x + 1, last(rows) - y + 1, last(planes) - z + 1);
  }

  private static int first(boolean[] set) {
    int i = 0;
    while (!set[i]) {
      i++;
    }
    return i;
  }

  private static int last(boolean[] set) {
    int i = set.length - 1;
    while (!set[i]) {
      i--;
    }
    return i;
  }

  /**
   * Checks that distances can be computed in this box: between voxels, and between their corners,
   * of which each axis has one more.
   */
  void checkMeasurable() {
    long wordsPerRow = (width + 64L) >>> 6;
    boolean measurable = Math.max(width, Math.max(height, depth)) < NearestTargets.MAX_SIDE
        && (width + 1L) * (height + 1L) <= Integer.MAX_VALUE
        && (height + 1L) * (depth + 1L) * wordsPerRow <= Integer.MAX_VALUE;
    if (!measurable) {
      throw new IllegalArgumentException("expected masks whose joint bounding box has sides below "
          + NearestTargets.MAX_SIDE + " and planes below 2^31 voxels, got " + width + "x" + height
          + "x" + depth);
    }
  }

  /** Returns the part of a mask that lies in this box. */
  VoxelMask cut(VoxelMask mask) {
    long[] words = mask.toPackedRows();
    int perRow = words.length / (mask.height() * mask.depth());
    int newPerRow = (width + 63) >>> 6;
    long[] result = new long[newPerRow * height * depth];
    long lastWord = -1L >>> (-width & 63);
    int firstWord = x >> 6;
    int at = 0;
    for (int plane = z; plane < z + depth; plane++) {
      for (int row = y; row < y + height; row++) {
        long[] source = Arrays.copyOfRange(
            words,
            (plane * mask.height() + row) * perRow + firstWord,
            (plane * mask.height() + row + 1) * perRow);
        for (int w = 0; w < newPerRow; w++) {
          long low = source[w] >>> x;
          // in two shifts, since a shift by 64 is one by 0
          long high = w + 1 < source.length ? source[w + 1] << 1 << (63 - (x & 63)) : 0;
          result[at++] = low | high;
        }
        result[at - 1] &= lastWord;
      }
    }
    return VoxelMask.ofPackedRows(width, height, depth, result);
  }
}
