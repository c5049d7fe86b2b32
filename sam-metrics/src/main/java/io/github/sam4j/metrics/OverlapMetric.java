// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import io.github.sam4j.metrics.EmptyPolicy.Scale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scores of an {@link Overlap} with their stable names in reports, so that tables can be made
 * of any selection. Each constant links to the method that documents its formula.
 */
public enum OverlapMetric {
  /** {@link Overlap#dice()}. */
  DICE("dice", Scale.AGREEMENT),
  /** {@link Overlap#iou()}. */
  IOU("iou", Scale.AGREEMENT),
  /** {@link Overlap#precision()}. */
  PRECISION("precision", Scale.AGREEMENT),
  /** {@link Overlap#recall()}. */
  RECALL("recall", Scale.AGREEMENT),
  /** {@link Overlap#specificity()}; the formula holds under every policy. */
  SPECIFICITY("specificity", null),
  /** {@link Overlap#accuracy()}; the formula holds under every policy. */
  ACCURACY("accuracy", null),
  /** {@link Overlap#cohensKappa()}; the formula holds under every policy. */
  COHENS_KAPPA("cohen_kappa", null),
  /** {@link Overlap#volumetricSimilarity()}. */
  VOLUMETRIC_SIMILARITY("volumetric_similarity_unsigned", Scale.AGREEMENT),
  /** {@link Overlap#signedVolumeSimilarity()}; the formula holds under every policy. */
  SIGNED_VOLUME_SIMILARITY("volume_similarity_signed", null),
  /** {@link Overlap#relativeVolumeDifference()}; the formula holds under every policy. */
  RELATIVE_VOLUME_DIFFERENCE("relative_volume_difference_signed", null),
  /** {@link Overlap#absoluteRelativeVolumeDifference()}. */
  ABSOLUTE_RELATIVE_VOLUME_DIFFERENCE("relative_volume_difference_absolute", Scale.ERROR);

  private final String key;
  private final @Nullable Scale scale;

  OverlapMetric(String key, @Nullable Scale scale) {
    this.key = key;
    this.scale = scale;
  }

  /**
   * Returns the stable name in reports, in lower snake case, such as
   * {@code relative_volume_difference_signed}.
   */
  public String key() {
    return key;
  }

  /**
   * Returns the scale on which a policy answers; empty if the formula holds under every policy,
   * because the score depends on the background too or has no best end.
   */
  public Optional<Scale> scale() {
    return Optional.ofNullable(scale);
  }

  /** Returns the score under the default policy; NaN where it is undefined. */
  public double of(Overlap overlap) {
    return switch (this) {
      case DICE -> overlap.dice();
      case IOU -> overlap.iou();
      case PRECISION -> overlap.precision();
      case RECALL -> overlap.recall();
      case SPECIFICITY -> overlap.specificity();
      case ACCURACY -> overlap.accuracy();
      case COHENS_KAPPA -> overlap.cohensKappa();
      case VOLUMETRIC_SIMILARITY -> overlap.volumetricSimilarity();
      case SIGNED_VOLUME_SIMILARITY -> overlap.signedVolumeSimilarity();
      case RELATIVE_VOLUME_DIFFERENCE -> overlap.relativeVolumeDifference();
      case ABSOLUTE_RELATIVE_VOLUME_DIFFERENCE -> overlap.absoluteRelativeVolumeDifference();
    };
  }

  /** Returns the score under a policy; NaN where it is undefined. */
  public double of(Overlap overlap, EmptyPolicy policy) {
    double byFormula = of(overlap);
    if (scale == null) {
      return byFormula;
    }
    return policy.apply(
        overlap.referenceCount() == 0, overlap.predictionCount() == 0, scale, byFormula);
  }
}
