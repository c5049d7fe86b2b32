// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.mask.VoxelMask;
import java.util.Random;

/**
 * A made-up volume of 16-bit numbers with an organ in it, the same on every machine.
 *
 * @param image the organ before darker tissue, with some noise
 * @param organ where it is; every slice holds a part of it
 */
record BenchVolume(Volume image, VoxelMask organ) {
  private static final double ORGAN = 600;
  private static final double TISSUE = 250;
  private static final double NOISE = 20;
  private static final double SIZE = 0.7;
  private static final Spacing SPACING = new Spacing(1, 1, 3);

  /** Returns a volume; with fewer slices the organ is cut off, not flattened. */
  static BenchVolume of(int side, int slices) {
    // from the middle of a longer one, so that the first and last slice aren't empty
    VoxelMask whole = BenchOrgan.of(side, side, 3 * slices, 0, SIZE);
    VoxelMask organ = VoxelMask.of(side, side, slices, (x, y, z) -> whole.get(x, y, slices + z));
    Random random = new Random(3);
    short[] voxels = new short[side * side * slices];
    for (int i = 0; i < voxels.length; i++) {
      boolean inside = organ.get(i % side, i / side % side, i / (side * side));
      voxels[i] = (short) Math.round((inside ? ORGAN : TISSUE) + NOISE * random.nextGaussian());
    }
    Volume image = Volume.of(VolumeShape.of(side, side, slices), Geometry.of(SPACING), voxels);
    return new BenchVolume(image, organ);
  }
}
