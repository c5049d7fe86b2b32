// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import io.github.sam4j.mask.VoxelMask;

/**
 * Finds the outermost voxels of a mask, 64 at a time. Outside the grid is background, so set voxels
 * at its border are included.
 */
final class Erosion {
  private final int perRow;
  private final int rows;
  private final int planes;

  private Erosion(VoxelMask mask) {
    perRow = (mask.width() + 63) >>> 6;
    rows = mask.height();
    planes = mask.depth();
  }

  /**
   * Returns the voxels with at least one of their 6 neighbours outside the mask, or of their 4
   * neighbours in the same plane.
   */
  static VoxelMask border(VoxelMask mask, boolean planar) {
    Erosion erosion = new Erosion(mask);
    long[] words = mask.toPackedRows();
    long[] inner = erosion.alongRows(words);
    and(inner, erosion.acrossRows(words));
    if (!planar) {
      and(inner, erosion.acrossPlanes(words));
    }
    return without(mask, words, inner);
  }

  /**
   * Returns the voxels at most {@code distance} steps away from a voxel outside the mask, diagonal
   * steps included: the mask without its erosion by a cube of side {@code 2 distance + 1}, or by a
   * square in the same plane.
   */
  static VoxelMask rim(VoxelMask mask, int distance, boolean planar) {
    Erosion erosion = new Erosion(mask);
    long[] words = mask.toPackedRows();
    long[] inner = words;
    // nothing is left after half the longest side
    int steps = Math.min(distance, Math.max(mask.width(), Math.max(mask.height(), mask.depth())));
    for (int step = 0; step < steps; step++) {
      inner = erosion.acrossRows(erosion.alongRows(inner));
      if (!planar) {
        inner = erosion.acrossPlanes(inner);
      }
    }
    return without(mask, words, inner);
  }

  private static VoxelMask without(VoxelMask mask, long[] words, long[] inner) {
    long[] rim = new long[words.length];
    for (int i = 0; i < rim.length; i++) {
      rim[i] = words[i] & ~inner[i];
    }
    return VoxelMask.ofPackedRows(mask.width(), mask.height(), mask.depth(), rim);
  }

  private static void and(long[] words, long[] others) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= others[i];
    }
  }

  /** Keeps voxels whose neighbours to the left and to the right are set. */
  private long[] alongRows(long[] words) {
    long[] result = new long[words.length];
    for (int i = 0; i < words.length; i++) {
      int column = i % perRow;
      long fromLeft = column == 0 ? 0 : words[i - 1] >>> 63;
      long fromRight = column == perRow - 1 ? 0 : words[i + 1] << 63;
      long word = words[i];
      result[i] = word & (word << 1 | fromLeft) & (word >>> 1 | fromRight);
    }
    return result;
  }

  /** Keeps voxels whose neighbours above and below in the plane are set. */
  private long[] acrossRows(long[] words) {
    int perPlane = rows * perRow;
    long[] result = new long[words.length];
    for (int z = 0; z < planes; z++) {
      int from = z * perPlane + perRow;
      int to = (z + 1) * perPlane - perRow;
      for (int i = from; i < to; i++) {
        result[i] = words[i - perRow] & words[i] & words[i + perRow];
      }
    }
    return result;
  }

  /** Keeps voxels whose neighbours in the previous and the next plane are set. */
  private long[] acrossPlanes(long[] words) {
    int perPlane = rows * perRow;
    long[] result = new long[words.length];
    for (int i = perPlane; i < words.length - perPlane; i++) {
      result[i] = words[i - perPlane] & words[i] & words[i + perPlane];
    }
    return result;
  }
}
