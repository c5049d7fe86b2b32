// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import java.util.Locale;

/**
 * Defines where the surface of a mask lies, and how its distances to another surface are
 * aggregated.
 *
 * <p>In both voxel conventions the surface consists of border voxels: voxels of the mask with at
 * least one of their 6 neighbours (4 in a picture) outside it. Outside the grid is background.
 * Distances are measured between voxel centres.
 */
public enum SurfaceConvention {
  /**
   * Border voxels; the distances of both directions form one pool. HD95 is the 95th percentile of
   * the pool, interpolated linearly. This is what MedPy computes.
   *
   * <p>Misleads if the surfaces differ in size: the larger one, with more voxels, outweighs the
   * other.
   */
  POOLED_VOXEL,

  /**
   * Surface elements weighted by their area (length in a picture). Every window of 2 × 2 × 2 voxels
   * (2 × 2 pixels) that is neither all background nor all foreground contains an element at its
   * centre, whose area follows from the pattern of its voxels. HD95 is the larger of the two
   * directed values, each the smallest distance within which 95 % of the area lies, without
   * interpolation. This is what DeepMind's surface-distance computes (Nikolov et al., arXiv
   * 1809.04430).
   *
   * <p>The only one of the three conventions whose shares are shares of surface area: the area
   * represented by a border voxel depends on the orientation of the surface. Misleads slightly: a
   * straight contour is up to 8 % too long, depending on its slope.
   */
  AREA_WEIGHTED_SURFEL,

  /**
   * Border voxels; the directions are evaluated separately. HD95 is the larger of the two 95th
   * percentiles, each interpolated linearly. This is what MONAI computes.
   */
  MAX_DIRECTED_VOXEL;

  /**
   * The default convention, {@link #AREA_WEIGHTED_SURFEL}: its percentiles and shares refer to
   * surface area, regardless of the shape of the voxels, and surface Dice was defined with it. Use
   * another convention to compare with published values that follow it.
   */
  public static final SurfaceConvention DEFAULT = AREA_WEIGHTED_SURFEL;

  /** Returns the stable name in reports, such as {@code pooled_voxel}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
