// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.Overlap;
import java.util.List;

/**
 * Computes the overlap of the boundaries of two masks; its {@link Overlap#iou()} is the boundary
 * IoU.
 *
 * <p>The boundary of a mask consists of the voxels that an erosion removes: those with a background
 * voxel at most {@code distance} steps away, diagonal steps included (a cube of side {@code 2
 * distance + 1}, a square in a picture). Outside the grid is background. Spacing is ignored: with
 * thick slices, the boundary is thicker across them. Cheng et al., arXiv 2103.16562, for pictures,
 * extended to volumes here.
 *
 * <p>Boundary IoU is in {@code [0, 1]}, undefined if both masks are empty and 0 if one is. Misleads
 * on thin objects: an object no thicker than twice the distance consists of boundary only, so
 * boundary IoU equals plain IoU.
 */
public final class BoundaryOverlap {
  private static final double AUTOMATIC_SHARE_OF_DIAGONAL = 0.02;

  private BoundaryOverlap() {}

  /**
   * Counts the pixels of the boundaries.
   *
   * @param distance in pixels, at least 1
   * @throws IllegalArgumentException if the sizes differ or the distance is below 1
   */
  public static Overlap between(Mask reference, Mask prediction, int distance) {
    return between(
        VoxelMask.ofPlanes(List.of(reference)),
        VoxelMask.ofPlanes(List.of(prediction)),
        distance,
        /* planar= */ true);
  }

  /**
   * Counts the voxels of the boundaries.
   *
   * @param distance in voxels, at least 1
   * @throws IllegalArgumentException if the sizes differ or the distance is below 1
   */
  public static Overlap between(VoxelMask reference, VoxelMask prediction, int distance) {
    return between(reference, prediction, distance, /* planar= */ false);
  }

  /**
   * Returns the customary distance for a mask of this size: 2 % of its diagonal in pixels, rounded,
   * at least 1.
   */
  public static int automaticDistance(Mask mask) {
    return automaticDistance(mask.width(), mask.height(), 0);
  }

  /**
   * Returns the customary distance for a mask of this size: 2 % of its diagonal in voxels, rounded,
   * at least 1.
   */
  public static int automaticDistance(VoxelMask mask) {
    return automaticDistance(mask.width(), mask.height(), mask.depth());
  }

  private static int automaticDistance(double width, double height, double depth) {
    double diagonal = Math.sqrt(width * width + height * height + depth * depth);
    return Math.max(1, (int) Math.rint(AUTOMATIC_SHARE_OF_DIAGONAL * diagonal));
  }

  private static Overlap between(
      VoxelMask reference, VoxelMask prediction, int distance, boolean planar) {
    if (distance < 1) {
      throw new IllegalArgumentException("distance must be at least 1, got " + distance);
    }
    reference.checkSameSize(prediction);
    if (reference.isEmpty() && prediction.isEmpty()) {
      return Overlap.between(reference, prediction);
    }
    JointBox box = JointBox.around(reference, prediction);
    Overlap inBox = Overlap.between(
        Erosion.rim(box.cut(reference), distance, planar),
        Erosion.rim(box.cut(prediction), distance, planar));
    long total = (long) reference.width() * reference.height() * reference.depth();
    return new Overlap(
        inBox.truePositives(),
        inBox.falsePositives(),
        inBox.falseNegatives(),
        total - inBox.total() + inBox.trueNegatives());
  }
}
