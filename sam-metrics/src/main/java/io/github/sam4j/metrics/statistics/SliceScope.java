package io.github.sam4j.metrics.statistics;

/**
 * Which slices a statistic is over. Published means of the same masks differ by tens of percent
 * with this choice, so it belongs beside every number; each constant contains the next.
 */
public enum SliceScope {
  /**
   * All slices. Where neither reference nor prediction has a pixel, an
   * {@link io.github.sam4j.metrics.EmptyPolicy} answers.
   *
   * <p>Misleads: most slices of a small object are empty, and counting them as agreement lifts any
   * method.
   */
  ALL("all_slices"),

  /** Slices where the reference has a pixel; a miss scores as an empty prediction does. */
  POSITIVE("positive_slices"),

  /**
   * Positive slices where a mask was selected: the reading of "Dice_pos" in arXiv 2312.12880.
   *
   * <p>Misleads: a method that answers only on the easiest slice wins. The number of slices left
   * out belongs beside it.
   */
  DETECTED_POSITIVE("detected_positive_slices"),

  /**
   * Positive slices where prediction and reference share a pixel, so that Dice and IoU are above 0.
   *
   * <p>Misleads as {@link #DETECTED_POSITIVE} does, and leaves out detections beside the object
   * too.
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

  /** Returns whether a slice counts. */
  public boolean includes(SliceOutcome outcome) {
    return switch (this) {
      case ALL -> true;
      case POSITIVE -> outcome.positive();
      case DETECTED_POSITIVE -> outcome.positive() && outcome.selected();
      case SCORE_ABOVE_ZERO -> outcome.overlap().truePositives() > 0;
    };
  }
}
