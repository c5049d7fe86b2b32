// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.EmptyPolicy.Scale;
import java.util.Objects;

/**
 * The distances between the surfaces of a reference and a prediction under one convention, and the
 * metrics computed from them. In millimetres, or in the unit of the spacing.
 *
 * <p>By the formula, distances are undefined (NaN) if both masks are empty and infinite if one is;
 * surface Dice is undefined if both are empty and 0 if one is. An {@link EmptyPolicy} may replace
 * these values.
 */
public final class SurfaceDistances {
  private static final double SHARE_95 = 0.95;

  private final SurfaceConvention convention;
  private final EmptyPolicy emptyPolicy;
  private final Directed fromReference;
  private final Directed fromPrediction;

  /** A surface without elements is that of an empty mask: every other mask has a border. */
  SurfaceDistances(
      SurfaceConvention convention,
      EmptyPolicy emptyPolicy,
      Distances fromReference,
      Distances fromPrediction) {
    this.convention = Objects.requireNonNull(convention, "convention");
    this.emptyPolicy = Objects.requireNonNull(emptyPolicy, "policy");
    this.fromReference = new Directed(fromReference);
    this.fromPrediction = new Directed(fromPrediction);
  }

  /** Returns the convention that every number of this object follows. */
  public SurfaceConvention convention() {
    return convention;
  }

  /** Returns the policy for empty masks. */
  public EmptyPolicy emptyPolicy() {
    return emptyPolicy;
  }

  /** Returns the distances from the reference's surface to the prediction's. */
  public Directed fromReference() {
    return fromReference;
  }

  /** Returns the distances from the prediction's surface to the reference's. */
  public Directed fromPrediction() {
    return fromPrediction;
  }

  /**
   * Returns the Hausdorff distance: the largest distance of both directions, at least 0.
   *
   * <p>Misleads as any maximum does: a single stray voxel determines it. Huttenlocher et al., IEEE
   * TPAMI 15 (1993) 850.
   */
  public double hausdorff() {
    return larger(fromReference.hausdorff(), fromPrediction.hausdorff());
  }

  /**
   * Returns HD95, the robust Hausdorff distance: the distance that 95 % of all distances do not
   * exceed, at least 0 and at most {@link #hausdorff()}. Under
   * {@link SurfaceConvention#POOLED_VOXEL} it is a percentile of the distances of both directions
   * together, under the others the larger of the two directed percentiles.
   *
   * <p>Values of different conventions are not comparable: for a single pair of masks they can be
   * 5.10, 5.20 and 5.48 mm. Misleads if the error covers less than 5 % of the surface. Percentile
   * instead of maximum: Huttenlocher et al., IEEE TPAMI 15 (1993) 850.
   */
  public double hausdorff95() {
    if (convention == SurfaceConvention.POOLED_VOXEL) {
      return underPolicy(Scale.ERROR, pool().interpolatedPercentile(SHARE_95));
    }
    return larger(fromReference.hausdorff95(), fromPrediction.hausdorff95());
  }

  /**
   * Returns the mean of all distances of both directions, at least 0: the average symmetric surface
   * distance (ASSD) as computed by MedPy and MONAI, weighted by area if the elements are.
   *
   * <p>Misleads if the surfaces differ in size: the larger one outweighs the other. Heimann et al.,
   * IEEE Trans. Med. Imaging 28 (2009) 1251.
   */
  public double averagePooled() {
    return underPolicy(Scale.ERROR, pool().mean());
  }

  /**
   * Returns the mean of the two directed means, at least 0: the other reading of the average
   * symmetric surface distance, in which both surfaces have the same weight.
   *
   * <p>Like any mean it is insensitive to the worst location: a thin spur hardly changes it. Called
   * MASD where {@link #averagePooled()} is ASSD: Maier-Hein et al., Nature Methods 21 (2024) 195.
   */
  public double averageOfDirected() {
    boolean oneEmpty = fromReference.elements() == 0 ^ fromPrediction.elements() == 0;
    double byFormula = oneEmpty
        ? Double.POSITIVE_INFINITY
        : (fromReference.distances.mean() + fromPrediction.distances.mean()) / 2;
    return underPolicy(Scale.ERROR, byFormula);
  }

  /**
   * Returns surface Dice, also called normalised surface distance (NSD): the share of both surfaces
   * together that lies within {@code tolerance} of the other surface, in {@code [0, 1]}. Under the
   * voxel conventions it counts border voxels; of the tools they follow, MedPy has no such metric.
   *
   * <p>Misleads if the tolerance reaches the size of the object, because every point is then within
   * it; below the spacing it changes in steps of the grid. Nikolov et al., arXiv 1809.04430.
   *
   * @param tolerance in millimetres, inclusive, finite, at least 0
   * @throws IllegalArgumentException if the tolerance is negative, NaN or infinite
   */
  public double surfaceDice(double tolerance) {
    return underPolicy(
        Scale.AGREEMENT,
        (fromReference.weightWithin(tolerance) + fromPrediction.weightWithin(tolerance))
            / (fromReference.surface() + fromPrediction.surface()));
  }

  private Distances pool() {
    return fromReference.distances.and(fromPrediction.distances);
  }

  private double underPolicy(Scale scale, double byFormula) {
    return emptyPolicy.apply(
        fromReference.elements() == 0, fromPrediction.elements() == 0, scale, byFormula);
  }

  /** Ignores an undefined direction, which is that from an empty mask to a non-empty one. */
  private static double larger(double a, double b) {
    if (Double.isNaN(a)) {
      return b;
    }
    return Double.isNaN(b) ? a : Math.max(a, b);
  }

  /**
   * The distances of one direction: from every element of one surface to the nearest element of the
   * other. In millimetres, or in the unit of the spacing.
   *
   * <p>By the formula, distances from an empty mask, which has no surface, are undefined (NaN), and
   * distances to an empty mask are infinite.
   */
  public final class Directed {
    private final Distances distances;

    private Directed(Distances distances) {
      this.distances = distances;
    }

    /** Returns the number of elements of the surface from which distances are measured. */
    public long elements() {
      return distances.elements();
    }

    /**
     * Returns the size of that surface: its area in mm² (contour length in mm for a picture) under
     * {@link SurfaceConvention#AREA_WEIGHTED_SURFEL}, the number of border voxels under the other
     * two conventions.
     */
    public double surface() {
      return distances.totalWeight();
    }

    /**
     * Returns the largest distance, at least 0: the directed Hausdorff distance.
     *
     * <p>Misleads as any maximum does: a single stray voxel determines it. Huttenlocher et al.,
     * IEEE TPAMI 15 (1993) 850.
     */
    public double hausdorff() {
      return underPolicy(Scale.ERROR, distances.maximum());
    }

    /**
     * Returns the 95th percentile of the distances, at least 0 and at most {@link #hausdorff()}:
     * weighted and without interpolation under {@link SurfaceConvention#AREA_WEIGHTED_SURFEL},
     * interpolated linearly under the other two conventions.
     *
     * <p>Misleads if the error covers less than 5 % of the surface: a small missing part goes
     * unnoticed. Percentile instead of maximum: Huttenlocher et al., IEEE TPAMI 15 (1993) 850.
     */
    public double hausdorff95() {
      return underPolicy(
          Scale.ERROR,
          convention == SurfaceConvention.AREA_WEIGHTED_SURFEL
              ? distances.reachingPercentile(SHARE_95)
              : distances.interpolatedPercentile(SHARE_95));
    }

    /**
     * Returns the mean distance, at least 0: the directed average surface distance (ASD), weighted
     * by {@link #surface()}.
     *
     * <p>Misleads on its own: a prediction that exactly covers a small part of the reference's
     * surface has distance 0 from prediction to reference. One of the two directions averaged by
     * Heimann et al., IEEE Trans. Med. Imaging 28 (2009) 1251.
     */
    public double average() {
      return underPolicy(Scale.ERROR, distances.mean());
    }

    /**
     * Returns the share of this surface that lies within {@code tolerance} of the other one, in
     * {@code [0, 1]}: one half of {@link #surfaceDice}. Undefined from an empty mask, 0 to one.
     *
     * <p>Misleads on its own: a prediction of a single correct spot has share 1 from the
     * prediction. Nikolov et al., arXiv 1809.04430.
     *
     * @param tolerance in millimetres, inclusive, finite, at least 0
     * @throws IllegalArgumentException if the tolerance is negative, NaN or infinite
     */
    public double shareWithin(double tolerance) {
      return underPolicy(Scale.AGREEMENT, weightWithin(tolerance) / distances.totalWeight());
    }

    private double weightWithin(double tolerance) {
      if (!(tolerance >= 0 && tolerance < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "tolerance must be finite and at least 0 mm, got " + tolerance);
      }
      return distances.weightWithin(tolerance);
    }

    @Override
    public String toString() {
      return "Directed[" + convention + ", elements=" + elements() + ", average=" + average()
          + ", hausdorff=" + hausdorff() + "]";
    }
  }

  @Override
  public String toString() {
    return "SurfaceDistances[" + convention + ", hausdorff=" + hausdorff() + ", hausdorff95="
        + hausdorff95() + ", averagePooled=" + averagePooled() + "]";
  }
}
