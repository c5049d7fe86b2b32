package io.github.sam4j.metrics.surface;

import java.util.Locale;

/**
 * Where the surface of a mask is, and how its distances to another one are summed up.
 *
 * <p>In both voxel conventions the surface consists of border voxels: those of the mask with at
 * least one of their 6 neighbours (4 in a picture) outside of it. Outside of the grid is
 * background. Distances go from voxel centre to voxel centre.
 */
public enum SurfaceConvention {
  /**
   * Border voxels; the distances of both directions form one pool. HD95 is the 95th percentile of
   * the pool, interpolated linearly. This is what MedPy computes.
   *
   * <p>Misleads where the surfaces differ in size: the larger one, with more voxels, outweighs the
   * other.
   */
  POOLED_VOXEL,

  /**
   * Elements of the surface weighted by their area (length in a picture). The grid is looked at
   * through windows of 2 × 2 × 2 voxels (2 × 2 pixels); a window that is neither all background nor
   * all foreground holds an element, placed at its centre, whose area follows from the pattern of
   * its voxels. HD95 is, per direction, the first distance within which 95 % of the area lies,
   * without interpolation, and the larger of the two. This is what DeepMind's surface-distance
   * computes (Nikolov et al., arXiv 1809.04430).
   *
   * <p>The only one of the three whose shares are shares of a surface: a border voxel stands for
   * more or less of it depending on the direction in which the surface runs. Not exact either: a
   * straight contour comes out up to 8 % too long, depending on its slope.
   */
  AREA_WEIGHTED_SURFEL,

  /**
   * Border voxels; each direction by itself. HD95 is the larger of the two 95th percentiles, each
   * interpolated linearly. This is what MONAI computes.
   */
  MAX_DIRECTED_VOXEL;

  /**
   * The convention where none is asked for: {@link #AREA_WEIGHTED_SURFEL}. Its percentiles and
   * shares are those of a surface, whatever the voxels' shape, and surface Dice was defined with
   * it. Take another one to compare with numbers that were made with it.
   */
  public static final SurfaceConvention DEFAULT = AREA_WEIGHTED_SURFEL;

  /** Returns the name in reports, such as {@code pooled_voxel}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
