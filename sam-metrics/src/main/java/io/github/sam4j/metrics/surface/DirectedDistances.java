package io.github.sam4j.metrics.surface;

import io.github.sam4j.metrics.EmptyPolicy.Scale;

/**
 * Distances from every element of one mask's surface to the nearest element of the other's: one of
 * the two directions of a {@link SurfaceDistances}. In millimetres, or in whatever unit the spacing
 * is.
 *
 * <p>By the formula, everything is undefined (NaN) from an empty mask, which has no surface, and
 * distances to an empty mask are infinite.
 */
public final class DirectedDistances {
  private final Distances distances;
  private final SurfaceConvention convention;
  private final EmptyCase empty;

  DirectedDistances(Distances distances, SurfaceConvention convention, EmptyCase empty) {
    this.distances = distances;
    this.convention = convention;
    this.empty = empty;
  }

  /** Returns the number of elements of the surface from which distances go. */
  public long elements() {
    return distances.elements();
  }

  /**
   * Returns the size of that surface: its area in mm² (length of the contour in mm in a picture)
   * under {@link SurfaceConvention#AREA_WEIGHTED_SURFEL}, the number of border voxels under the
   * other two.
   */
  public double surface() {
    return distances.totalWeight();
  }

  /**
   * Returns the largest distance, at least 0: the directed Hausdorff distance.
   *
   * <p>Misleads as any maximum does: one stray voxel decides. Huttenlocher et al., IEEE TPAMI 15
   * (1993) 850.
   */
  public double hausdorff() {
    return empty.answer(Scale.ERROR, distances.maximum());
  }

  /**
   * Returns the 95th percentile of the distances, at least 0 and at most {@link #hausdorff()}:
   * weighted and without interpolation under {@link SurfaceConvention#AREA_WEIGHTED_SURFEL},
   * interpolated linearly under the other two.
   *
   * <p>Misleads where what is wrong has less than 5 % of the surface: a missing small part isn't
   * seen. Quantiles instead of the maximum: Huttenlocher et al., IEEE TPAMI 15 (1993) 850.
   */
  public double hausdorff95() {
    return empty.answer(
        Scale.ERROR,
        convention == SurfaceConvention.AREA_WEIGHTED_SURFEL
            ? distances.reachingPercentile(SurfaceDistances.SHARE_95)
            : distances.interpolatedPercentile(SurfaceDistances.SHARE_95));
  }

  /**
   * Returns the mean distance, at least 0: the directed average surface distance (ASD), weighted by
   * {@link #surface()}.
   *
   * <p>Misleads alone: a prediction that covers a small part of the reference's surface exactly has
   * 0 from prediction to reference. Directed half of the average of Heimann et al., IEEE Trans.
   * Med. Imaging 28 (2009) 1251.
   */
  public double average() {
    return empty.answer(Scale.ERROR, distances.mean());
  }

  /**
   * Returns the share of this surface that is at most so far from the other one, in {@code [0, 1]}:
   * one half of {@link SurfaceDistances#surfaceDice}. Undefined from an empty mask, 0 to one.
   *
   * <p>Misleads alone: a prediction of one correct spot has share 1 from the prediction. Nikolov et
   * al., arXiv 1809.04430.
   *
   * @param tolerance in millimetres, included, finite, at least 0
   * @throws IllegalArgumentException if the tolerance is negative, NaN or infinite
   */
  public double shareWithin(double tolerance) {
    return empty.answer(Scale.AGREEMENT, weightWithin(tolerance) / distances.totalWeight());
  }

  /** Weight of the elements within a tolerance. */
  double weightWithin(double tolerance) {
    if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "tolerance must be finite and at least 0 mm, got " + tolerance);
    }
    return distances.weightWithin(tolerance);
  }

  Distances distances() {
    return distances;
  }

  @Override
  public String toString() {
    return "DirectedDistances[" + convention + ", elements=" + elements() + ", average=" + average()
        + ", hausdorff=" + hausdorff() + "]";
  }
}
