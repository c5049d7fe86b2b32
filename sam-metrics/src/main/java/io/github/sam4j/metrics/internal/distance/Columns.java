// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.internal.distance;

import java.util.Arrays;

/**
 * The positions (x, y) at which at least one plane of a mask has a voxel, column by column, each
 * from the top: those for which distances are computed.
 */
final class Columns {
  private final int[] xs;
  private final int[] ys;

  private Columns(int[] xs, int[] ys) {
    this.xs = xs;
    this.ys = ys;
  }

  /** Returns the positions for the packed rows of a mask. */
  static Columns with(long[] words, int width, int height, int depth) {
    int perPlane = words.length / depth;
    int perRow = perPlane / height;
    long[] any = new long[perPlane];
    for (int i = 0; i < words.length; i++) {
      any[i % perPlane] |= words[i];
    }
    int count = Math.toIntExact(Arrays.stream(any).map(Long::bitCount).sum());
    int[] xs = new int[count];
    int[] ys = new int[count];
    int filled = 0;
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        if ((any[y * perRow + (x >> 6)] >>> x & 1) != 0) {
          xs[filled] = x;
          ys[filled++] = y;
        }
      }
    }
    return new Columns(xs, ys);
  }

  int count() {
    return xs.length;
  }

  int x(int column) {
    return xs[column];
  }

  int y(int column) {
    return ys[column];
  }
}
