package io.github.sam4j.metrics.surface;

import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.EmptyPolicy.Scale;

/**
 * The distances between the surfaces of a reference and a prediction under one convention, and the
 * metrics made of them. In millimetres, or in whatever unit the spacing is.
 *
 * <p>By the formula, distances are undefined (NaN) if both masks are empty and infinite if one is;
 * surface Dice is undefined if both are and 0 if one is. Another policy may answer otherwise.
 */
public final class SurfaceDistances {
  static final double SHARE_95 = 0.95;

  private final SurfaceConvention convention;
  private final EmptyCase empty;
  private final DirectedDistances fromReference;
  private final DirectedDistances fromPrediction;

  SurfaceDistances(
      SurfaceConvention convention,
      EmptyCase empty,
      Distances fromReference,
      Distances fromPrediction) {
    this.convention = convention;
    this.empty = empty;
    this.fromReference = new DirectedDistances(fromReference, convention, empty);
    this.fromPrediction = new DirectedDistances(fromPrediction, convention, empty);
  }

  /** Returns the convention behind every number here. */
  public SurfaceConvention convention() {
    return convention;
  }

  /** Returns what is answered for empty masks. */
  public EmptyPolicy emptyPolicy() {
    return empty.policy();
  }

  /** Returns the distances from the reference's surface to the prediction's. */
  public DirectedDistances fromReference() {
    return fromReference;
  }

  /** Returns the distances from the prediction's surface to the reference's. */
  public DirectedDistances fromPrediction() {
    return fromPrediction;
  }

  /**
   * Returns the Hausdorff distance: the largest distance of both directions, at least 0.
   *
   * <p>Misleads as any maximum does: one stray voxel decides. Huttenlocher et al., IEEE TPAMI 15
   * (1993) 850.
   */
  public double hausdorff() {
    return larger(fromReference.hausdorff(), fromPrediction.hausdorff());
  }

  /**
   * Returns HD95, the robust Hausdorff distance: what 95 % of the distances don't exceed, at least
   * 0 and at most {@link #hausdorff()}. Under {@link SurfaceConvention#POOLED_VOXEL} a percentile
   * of all distances together, under the others the larger of the two directed ones.
   *
   * <p>Never compare values of different conventions: those of one pair of masks can be 5.10, 5.20
   * and 5.48 mm. Misleads where what is wrong has less than 5 % of the surface. Quantiles instead
   * of the maximum: Huttenlocher et al., IEEE TPAMI 15 (1993) 850.
   */
  public double hausdorff95() {
    if (convention == SurfaceConvention.POOLED_VOXEL) {
      return empty.answer(Scale.ERROR, pool().interpolatedPercentile(SHARE_95));
    }
    return larger(fromReference.hausdorff95(), fromPrediction.hausdorff95());
  }

  /**
   * Returns the mean of all distances of both directions, at least 0: the average symmetric surface
   * distance (ASSD) as MedPy and MONAI compute it, weighted by area where elements are.
   *
   * <p>Misleads where the surfaces differ in size: the larger one outweighs the other. Heimann et
   * al., IEEE Trans. Med. Imaging 28 (2009) 1251.
   */
  public double averagePooled() {
    return empty.answer(Scale.ERROR, pool().mean());
  }

  /**
   * Returns the mean of the two directed means, at least 0: the other reading of the average
   * symmetric surface distance, where both surfaces weigh the same.
   *
   * <p>As any mean it says nothing about the worst place: a thin spur hardly changes it. Called
   * MASD where {@link #averagePooled()} is ASSD: Maier-Hein et al., Nature Methods 21 (2024) 195.
   */
  public double averageOfDirected() {
    double byFormula = empty.isOneSided()
        ? Double.POSITIVE_INFINITY
        : (fromReference.distances().mean() + fromPrediction.distances().mean()) / 2;
    return empty.answer(Scale.ERROR, byFormula);
  }

  /**
   * Returns surface Dice, also called normalised surface distance (NSD): the share of both surfaces
   * together that is at most {@code tolerance} from the other one, in {@code [0, 1]}. Under the
   * voxel conventions border voxels are counted; of the tools behind them, MedPy has no such
   * metric.
   *
   * <p>Misleads if the tolerance is not below the size of the object, since everything is near
   * then; and below the spacing it steps with the grid. Nikolov et al., arXiv 1809.04430.
   *
   * @param tolerance in millimetres, included, finite, at least 0
   * @throws IllegalArgumentException if the tolerance is negative, NaN or infinite
   */
  public double surfaceDice(double tolerance) {
    return empty.answer(
        Scale.AGREEMENT,
        (fromReference.weightWithin(tolerance) + fromPrediction.weightWithin(tolerance))
            / (fromReference.surface() + fromPrediction.surface()));
  }

  private Distances pool() {
    return fromReference.distances().and(fromPrediction.distances());
  }

  /** Both directions are undefined or none is, but for masks of which one is empty. */
  private static double larger(double a, double b) {
    if (Double.isNaN(a)) {
      return b;
    }
    return Double.isNaN(b) ? a : Math.max(a, b);
  }

  @Override
  public String toString() {
    return "SurfaceDistances[" + convention + ", hausdorff=" + hausdorff() + ", hausdorff95="
        + hausdorff95() + ", averagePooled=" + averagePooled() + "]";
  }
}
