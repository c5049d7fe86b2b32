// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import io.github.sam4j.mask.VoxelMask;
import java.util.Random;

/** Masks of voxels for tests. */
public final class Voxels {
  private Voxels() {}

  /** Returns random voxels, at least one. */
  public static VoxelMask noise(Random random, int width, int height, int depth, double density) {
    int certain = random.nextInt(width * height * depth);
    return VoxelMask.of(
        width,
        height,
        depth,
        (x, y, z) -> random.nextDouble() < density || (z * height + y) * width + x == certain);
  }

  /** Returns whether a voxel is set, false outside the grid. */
  public static boolean isSet(VoxelMask mask, int x, int y, int z) {
    return x >= 0
        && x < mask.width()
        && y >= 0
        && y < mask.height()
        && z >= 0
        && z < mask.depth()
        && mask.get(x, y, z);
  }
}
