// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import io.github.sam4j.metrics.IouThreshold;
import org.jspecify.annotations.Nullable;

/**
 * A rule that decides whether an object is detected on a slice that contains it. The name appears
 * in reports; rules with the same name are equal.
 */
public final class DetectionRule {
  private static final DetectionRule MASK_SELECTED = new DetectionRule("mask_selected", null);

  private final String name;
  private final @Nullable IouThreshold threshold;

  private DetectionRule(String name, @Nullable IouThreshold threshold) {
    this.name = name;
    this.threshold = threshold;
  }

  /**
   * Returns the rule {@code mask_selected}: the object is detected if any mask was selected.
   *
   * <p>Misleads for a selection that always chooses a mask: a mask that misses the object counts as
   * well.
   */
  public static DetectionRule maskSelected() {
    return MASK_SELECTED;
  }

  /**
   * Returns the rule {@code iou_gt_0.25} for 0.25: the object is detected if the IoU is strictly
   * above a threshold.
   *
   * @param threshold in {@code [0, 1)}, interpreted as by {@link IouThreshold#moreThan(double)}
   * @throws IllegalArgumentException if the threshold is out of range
   */
  public static DetectionRule iouAbove(double threshold) {
    IouThreshold exact = IouThreshold.moreThan(threshold);
    return new DetectionRule("iou_gt_" + exact.fraction(), exact);
  }

  /** Returns whether the object is detected; always false on a slice without the object. */
  public boolean detects(SliceOutcome outcome) {
    return outcome.positive()
        && (threshold == null ? outcome.selected() : threshold.accepts(outcome.overlap()));
  }

  /** Returns the name for reports, such as {@code iou_gt_0.25}. */
  public String name() {
    return name;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof DetectionRule other && name.equals(other.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
