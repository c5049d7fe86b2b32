// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

/**
 * The slices that a statistic covers. Published means of the same masks differ by tens of percent
 * with this choice, so every number should state it. Each constant includes the slices of the next
 * one.
 */
public enum SliceScope {
  /**
   * All slices. The score of a slice on which both reference and prediction are empty follows an
   * {@link io.github.sam4j.metrics.EmptyPolicy}.
   *
   * <p>Misleads: most slices of a small object are empty, and counting them as agreement raises the
   * score of any method.
   */
  ALL("all_slices"),

  /** Slices on which the reference has a pixel; a miss is scored as an empty prediction. */
  POSITIVE("positive_slices"),

  /**
   * Positive slices on which a mask was selected: this is "Dice_pos" as understood from arXiv
   * 2312.12880.
   *
   * <p>Misleads: a method that only answers on the easiest slice wins. Report the number of omitted
   * slices with it.
   */
  DETECTED_POSITIVE("detected_positive_slices"),

  /**
   * Positive slices on which prediction and reference share a pixel, so that Dice and IoU are above
   * 0.
   *
   * <p>Misleads like {@link #DETECTED_POSITIVE}, and also omits detections that miss the object.
   */
  SCORE_ABOVE_ZERO("positive_slices_with_score_above_zero");

  private final String key;

  SliceScope(String key) {
    this.key = key;
  }

  /** Returns the name in reports, such as {@code detected_positive_slices}. */
  public String key() {
    return key;
  }

  /** Returns whether a slice is in scope. */
  public boolean includes(SliceOutcome outcome) {
    return switch (this) {
      case ALL -> true;
      case POSITIVE -> outcome.positive();
      case DETECTED_POSITIVE -> outcome.positive() && outcome.selected();
      case SCORE_ABOVE_ZERO -> outcome.overlap().truePositives() > 0;
    };
  }
}
