// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.mask.VoxelMask;

/** Segmentations of a made-up organ, bumpy and slightly different. */
final class BenchOrgan {
  private BenchOrgan() {}

  /**
   * Returns one of them.
   *
   * @param phase shifts the bumps of the surface
   * @param size 1 fills the grid
   */
  static VoxelMask of(int width, int height, int depth, double phase, double size) {
    return VoxelMask.of(width, height, depth, (x, y, z) -> {
      double u = 2 * (x + 0.5) / width - 1;
      double v = 2 * (y + 0.5) / height - 1;
      double w = 2 * (z + 0.5) / depth - 1;
      double bumps = 0.06 * Math.sin(9 * u + phase) * Math.cos(8 * v - phase) * Math.cos(7 * w);
      return Math.sqrt(u * u + v * v + w * w) + bumps < size;
    });
  }
}
