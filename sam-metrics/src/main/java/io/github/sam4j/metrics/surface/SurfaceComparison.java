// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.internal.distance.NearestTargets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the surfaces of a reference and a prediction.
 *
 * <pre>{@code
 * SurfaceDistances distances =
 *     SurfaceComparison.between(truth, prediction, spacing).distances();
 * double hd95 = distances.hausdorff95();
 * double nsd = distances.surfaceDice(2);
 * }</pre>
 *
 * <p>Distances are exact up to rounding. They are computed on first use and retained, once for the
 * two voxel conventions and once for the surfel convention, on the joint bounding box of both
 * masks, in time linear in its number of voxels.
 */
public final class SurfaceComparison {
  private final boolean planar;
  private final Spacing spacing;
  private final VoxelMask reference;
  private final VoxelMask prediction;
  private @Nullable Directions voxels;
  private @Nullable Directions surfels;

  private SurfaceComparison(
      VoxelMask reference, VoxelMask prediction, Spacing spacing, boolean planar) {
    reference.checkSameSize(prediction);
    this.planar = planar;
    this.spacing = Objects.requireNonNull(spacing, "spacing");
    if (reference.isEmpty() && prediction.isEmpty()) {
      this.reference = reference;
      this.prediction = prediction;
    } else {
      JointBox box = JointBox.around(reference, prediction);
      box.checkMeasurable();
      this.reference = box.cut(reference);
      this.prediction = box.cut(prediction);
    }
  }

  /**
   * Compares two masks in a plane. Surfaces are contours, and pixels have four neighbours.
   *
   * @param spacing of columns and rows; {@link Spacing#UNIT} gives distances in pixels
   * @throws IllegalArgumentException if the masks' sizes differ, or if their joint bounding box has
   *     a side above 65,535 or is otherwise too large
   */
  public static SurfaceComparison between(Mask reference, Mask prediction, Spacing spacing) {
    return new SurfaceComparison(
        VoxelMask.ofPlanes(List.of(reference)),
        VoxelMask.ofPlanes(List.of(prediction)),
        spacing,
        /* planar= */ true);
  }

  /**
   * Compares two masks in space. All voxels of a mask with a single plane are border voxels;
   * compare it as a {@link Mask} if it is meant as a picture.
   *
   * @throws IllegalArgumentException if the masks' sizes differ, or if their joint bounding box has
   *     a side above 65,535, a plane of 2^31 voxels, or is otherwise too large
   */
  public static SurfaceComparison between(
      VoxelMask reference, VoxelMask prediction, Spacing spacing) {
    return new SurfaceComparison(reference, prediction, spacing, /* planar= */ false);
  }

  /**
   * Returns the distances under {@link SurfaceConvention#DEFAULT} and the default policy for empty
   * masks.
   */
  public SurfaceDistances distances() {
    return distances(SurfaceConvention.DEFAULT);
  }

  /** Returns the distances under a convention and the default policy for empty masks. */
  public SurfaceDistances distances(SurfaceConvention convention) {
    return distances(convention, EmptyPolicy.DEFAULT);
  }

  /** Returns the distances under a convention. */
  public SurfaceDistances distances(SurfaceConvention convention, EmptyPolicy policy) {
    Directions directions =
        convention == SurfaceConvention.AREA_WEIGHTED_SURFEL ? surfels() : voxels();
    return new SurfaceDistances(
        convention, policy, directions.fromReference, directions.fromPrediction);
  }

  private synchronized Directions voxels() {
    if (voxels == null) {
      VoxelMask a = Erosion.border(reference, planar);
      VoxelMask b = Erosion.border(prediction, planar);
      voxels = new Directions(
          Distances.counted(millimetres(a, b)), Distances.counted(millimetres(b, a)));
    }
    return voxels;
  }

  private synchronized Directions surfels() {
    if (surfels == null) {
      Surfels a = Surfels.of(reference, planar);
      Surfels b = Surfels.of(prediction, planar);
      double[] sizes = planar ? SurfelSizes.lengths(spacing) : SurfelSizes.areas(spacing);
      surfels = new Directions(
          Distances.weighted(millimetres(a.windows(), b.windows()), a.sizes(sizes)),
          Distances.weighted(millimetres(b.windows(), a.windows()), b.sizes(sizes)));
    }
    return surfels;
  }

  private double[] millimetres(VoxelMask from, VoxelMask to) {
    if (to.isEmpty()) {
      double[] nowhere = new double[Math.toIntExact(from.count())];
      Arrays.fill(nowhere, Double.POSITIVE_INFINITY);
      return nowhere;
    }
    double[] distances = NearestTargets.squaredDistances(from, to, spacing);
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Math.sqrt(distances[i]);
    }
    return distances;
  }

  private record Directions(Distances fromReference, Distances fromPrediction) {}

  @Override
  public String toString() {
    return "SurfaceComparison[" + reference + ", " + prediction + ", " + spacing
        + (planar ? ", planar]" : "]");
  }
}
