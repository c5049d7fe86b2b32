// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.instance;

import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.EmptyPolicy.Scale;

/**
 * The scores of an {@link InstanceMatching} with their stable names in reports, so that tables can
 * be made of any selection. All are in {@code [0, 1]}; 1 is best. Each constant links to the method
 * that documents its formula.
 */
public enum InstanceMetric {
  /** {@link InstanceMatching#precision()}. */
  PRECISION("precision"),
  /** {@link InstanceMatching#recall()}. */
  RECALL("recall"),
  /** {@link InstanceMatching#f1()}. */
  F1("f1"),
  /** {@link InstanceMatching#accuracy()}. */
  ACCURACY("accuracy"),
  /** {@link InstanceMatching#segmentationQuality()}. */
  SEGMENTATION_QUALITY("sq"),
  /** {@link InstanceMatching#recognitionQuality()}. */
  RECOGNITION_QUALITY("rq"),
  /** {@link InstanceMatching#panopticQuality()}. */
  PANOPTIC_QUALITY("pq");

  private final String key;

  InstanceMetric(String key) {
    this.key = key;
  }

  /** Returns the stable name in reports, in lower snake case, such as {@code pq}. */
  public String key() {
    return key;
  }

  /** Returns the score under the default policy; NaN where it is undefined. */
  public double of(InstanceMatching matching) {
    return switch (this) {
      case PRECISION -> matching.precision();
      case RECALL -> matching.recall();
      case F1 -> matching.f1();
      case ACCURACY -> matching.accuracy();
      case SEGMENTATION_QUALITY -> matching.segmentationQuality();
      case RECOGNITION_QUALITY -> matching.recognitionQuality();
      case PANOPTIC_QUALITY -> matching.panopticQuality();
    };
  }

  /**
   * Returns the score under a policy, treating an image without objects as an empty mask; NaN where
   * it is undefined.
   */
  public double of(InstanceMatching matching, EmptyPolicy policy) {
    return policy.apply(
        matching.references() == 0, matching.predictions() == 0, Scale.AGREEMENT, of(matching));
  }
}
