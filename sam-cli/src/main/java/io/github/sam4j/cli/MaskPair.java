// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelComponents;
import io.github.sam4j.mask.VoxelComponents.Connectivity;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.instance.InstanceOverlaps;
import io.github.sam4j.metrics.surface.BoundaryOverlap;
import io.github.sam4j.metrics.surface.SurfaceComparison;
import java.util.List;

/**
 * The masks of one object in a reference and a prediction.
 *
 * @param spacing in millimetres, for pictures in pixels
 * @param planar whether they are pictures: masks of one plane whose surfaces are contours
 */
record MaskPair(VoxelMask reference, VoxelMask prediction, Spacing spacing, boolean planar) {
  /**
   * Returns a pair of pictures.
   *
   * @throws IllegalArgumentException if their sizes differ
   */
  static MaskPair of(Mask reference, Mask prediction) {
    if (reference.width() != prediction.width() || reference.height() != prediction.height()) {
      throw new IllegalArgumentException("expected the reference's size " + reference.width() + "x"
          + reference.height() + ", found " + prediction.width() + "x" + prediction.height());
    }
    return new MaskPair(
        VoxelMask.ofPlanes(List.of(reference)),
        VoxelMask.ofPlanes(List.of(prediction)),
        Spacing.UNIT,
        /* planar= */ true);
  }

  Overlap overlap() {
    return Overlap.between(reference, prediction);
  }

  SurfaceComparison surfaces() {
    return planar
        ? SurfaceComparison.between(reference.plane(0), prediction.plane(0), spacing)
        : SurfaceComparison.between(reference, prediction, spacing);
  }

  Overlap boundaries(int distance) {
    return planar
        ? BoundaryOverlap.between(reference.plane(0), prediction.plane(0), distance)
        : BoundaryOverlap.between(reference, prediction, distance);
  }

  int automaticBoundaryDistance() {
    return planar
        ? BoundaryOverlap.automaticDistance(reference.plane(0))
        : BoundaryOverlap.automaticDistance(reference);
  }

  /**
   * Returns the connected components of both masks.
   *
   * @param neighbours 4 or 8 in a picture; 6, 18 or 26 in a volume
   */
  InstanceOverlaps components(int neighbours) {
    Connectivity connectivity = switch (neighbours) {
      case 4, 6 -> Connectivity.FACES;
      case 8, 18 -> Connectivity.FACES_AND_EDGES;
      default -> Connectivity.FACES_EDGES_AND_CORNERS;
    };
    return InstanceOverlaps.between(
        VoxelComponents.of(reference, connectivity).labels(),
        VoxelComponents.of(prediction, connectivity).labels());
  }

  /** Returns the volume of a voxel in mm³, or the area of a pixel in mm². */
  double voxelSize() {
    return planar ? spacing.x() * spacing.y() : spacing.cubicMillimetres();
  }
}
