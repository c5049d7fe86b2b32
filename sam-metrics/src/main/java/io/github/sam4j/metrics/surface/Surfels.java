// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import io.github.sam4j.mask.VoxelMask;
import java.util.Arrays;

/**
 * The surface elements of a mask: the windows of 2 × 2 × 2 voxels (2 × 2 pixels) that are neither
 * all background nor all foreground.
 *
 * <p>They lie on a grid that is one longer than that of the mask along each axis: window (x, y, z)
 * covers the voxels x - 1 and x, y - 1 and y, z - 1 and z.
 */
final class Surfels {
  private final VoxelMask windows;
  private final byte[] patterns;

  private Surfels(VoxelMask windows, byte[] patterns) {
    this.windows = windows;
    this.patterns = patterns;
  }

  /** Finds the elements of a mask; in a picture, windows lie in its plane. */
  static Surfels of(VoxelMask mask, boolean planar) {
    return new Finder(mask, planar).find();
  }

  /** Returns the windows that contain an element. */
  VoxelMask windows() {
    return windows;
  }

  /** Returns the size of each element, in the order of the windows. */
  double[] sizes(double[] sizeOfPattern) {
    double[] sizes = new double[patterns.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = sizeOfPattern[patterns[i] & 0xFF];
    }
    return sizes;
  }

  /** Scans the windows 64 at a time. */
  private static final class Finder {
    /** The rows of a window: (y - 1, z - 1), (y, z - 1), (y - 1, z), (y, z). */
    private static final int ROWS = 4;

    private final VoxelMask mask;
    private final boolean planar;
    private final long[] words;
    private final int perRow;
    private final int width;
    private final int height;
    private final int depth;
    private final long[] right = new long[ROWS];
    private final long[] left = new long[ROWS];
    private byte[] patterns = new byte[1024];
    private int found;

    Finder(VoxelMask mask, boolean planar) {
      this.mask = mask;
      this.planar = planar;
      words = mask.toPackedRows();
      perRow = (mask.width() + 63) >>> 6;
      width = mask.width() + 1;
      height = mask.height() + 1;
      depth = planar ? 1 : mask.depth() + 1;
    }

    Surfels find() {
      int windowsPerRow = (width + 63) >>> 6;
      long[] windows = new long[Math.multiplyExact(windowsPerRow, height * depth)];
      int at = 0;
      for (int z = 0; z < depth; z++) {
        for (int y = 0; y < height; y++) {
          for (int w = 0; w < windowsPerRow; w++) {
            windows[at++] = find(y, z, w);
          }
        }
      }
      return new Surfels(
          VoxelMask.ofPackedRows(width, height, depth, windows), Arrays.copyOf(patterns, found));
    }

    private long find(int y, int z, int w) {
      long any = 0;
      long all = -1;
      for (int row = planar ? 2 : 0; row < ROWS; row++) {
        int voxelY = y - 1 + (row & 1);
        int voxelZ = planar ? z : z - 1 + (row >> 1);
        right[row] = word(voxelY, voxelZ, w);
        left[row] = right[row] << 1 | word(voxelY, voxelZ, w - 1) >>> 63;
        any |= right[row] | left[row];
        all &= right[row] & left[row];
      }
      long elements = any & ~all;
      for (long rest = elements; rest != 0; rest &= rest - 1) {
        add(Long.numberOfTrailingZeros(rest));
      }
      return elements;
    }

    private long word(int y, int z, int w) {
      boolean inside =
          y >= 0 && y < mask.height() && z >= 0 && z < mask.depth() && w >= 0 && w < perRow;
      return inside ? words[(z * mask.height() + y) * perRow + w] : 0;
    }

    private void add(int bit) {
      int pattern = 0;
      for (int row = 0; row < ROWS; row++) {
        pattern =
            pattern << 2 | (int) (left[row] >>> bit & 1) << 1 | (int) (right[row] >>> bit & 1);
      }
      if (found == patterns.length) {
        patterns = Arrays.copyOf(patterns, 2 * found);
      }
      patterns[found++] = (byte) pattern;
    }
  }
}
