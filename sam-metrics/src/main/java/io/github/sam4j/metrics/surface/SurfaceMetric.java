// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import java.math.BigDecimal;

/**
 * The metrics of {@link SurfaceDistances} with their stable names in reports, so that tables can be
 * made of any selection. Each constant links to the method that documents its formula. The name of
 * {@linkplain SurfaceDistances#surfaceDice surface Dice} depends on its tolerance, see
 * {@link #surfaceDiceKey}.
 */
public enum SurfaceMetric {
  /** {@link SurfaceDistances#hausdorff()}. */
  HAUSDORFF("hd"),
  /** {@link SurfaceDistances#hausdorff95()}. */
  HAUSDORFF_95("hd95"),
  /** {@link SurfaceDistances.Directed#hausdorff95()} from the prediction. */
  HAUSDORFF_95_FROM_PREDICTION("hd95_directed_pred_to_ref"),
  /** {@link SurfaceDistances.Directed#hausdorff95()} from the reference. */
  HAUSDORFF_95_FROM_REFERENCE("hd95_directed_ref_to_pred"),
  /** {@link SurfaceDistances.Directed#average()} from the prediction. */
  AVERAGE_FROM_PREDICTION("asd_pred_to_ref"),
  /** {@link SurfaceDistances.Directed#average()} from the reference. */
  AVERAGE_FROM_REFERENCE("asd_ref_to_pred"),
  /** {@link SurfaceDistances#averagePooled()}. */
  AVERAGE_POOLED("assd_pooled"),
  /** {@link SurfaceDistances#averageOfDirected()}. */
  AVERAGE_OF_DIRECTED("assd_mean_of_directed");

  private final String key;

  SurfaceMetric(String key) {
    this.key = key;
  }

  /** Returns the stable name in reports, in lower snake case, such as {@code assd_pooled}. */
  public String key() {
    return key;
  }

  /** Returns the distance in millimetres; NaN where it is undefined. */
  public double of(SurfaceDistances distances) {
    return switch (this) {
      case HAUSDORFF -> distances.hausdorff();
      case HAUSDORFF_95 -> distances.hausdorff95();
      case HAUSDORFF_95_FROM_PREDICTION -> distances.fromPrediction().hausdorff95();
      case HAUSDORFF_95_FROM_REFERENCE -> distances.fromReference().hausdorff95();
      case AVERAGE_FROM_PREDICTION -> distances.fromPrediction().average();
      case AVERAGE_FROM_REFERENCE -> distances.fromReference().average();
      case AVERAGE_POOLED -> distances.averagePooled();
      case AVERAGE_OF_DIRECTED -> distances.averageOfDirected();
    };
  }

  /** Returns the name of surface Dice at a tolerance in millimetres, such as {@code nsd_0.5mm}. */
  public static String surfaceDiceKey(double tolerance) {
    return "nsd_" + millimetres(tolerance);
  }

  /** Returns a tolerance as it appears in names, such as {@code 0.5mm}. */
  public static String millimetres(double tolerance) {
    return BigDecimal.valueOf(tolerance).stripTrailingZeros().toPlainString() + "mm";
  }
}
