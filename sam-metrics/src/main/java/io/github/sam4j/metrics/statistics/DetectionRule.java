package io.github.sam4j.metrics.statistics;

import io.github.sam4j.metrics.internal.threshold.DecimalThreshold;
import org.jspecify.annotations.Nullable;

/** When an object counts as found on a slice that shows it. The name appears in reports. */
public final class DetectionRule {
  private static final DetectionRule MASK_SELECTED = new DetectionRule("mask_selected", null);

  private final String name;
  private final @Nullable DecimalThreshold threshold;

  private DetectionRule(String name, @Nullable DecimalThreshold threshold) {
    this.name = name;
    this.threshold = threshold;
  }

  /**
   * Found if any mask was selected; {@code mask_selected}.
   *
   * <p>Misleads with a selection that always takes something: a mask beside the object counts.
   */
  public static DetectionRule maskSelected() {
    return MASK_SELECTED;
  }

  /**
   * Found if the IoU is strictly above a threshold; {@code iou_gt_0.25}.
   *
   * <p>Compares exact fractions with the threshold as the decimal number that it prints as, so an
   * IoU of exactly 3/10 isn't above 0.3.
   *
   * @param threshold in {@code [0, 1)}
   * @throws IllegalArgumentException if it isn't
   */
  public static DetectionRule iouAbove(double threshold) {
    DecimalThreshold exact = DecimalThreshold.of(threshold);
    return new DetectionRule("iou_gt_" + exact.toPlainString(0), exact);
  }

  /** Returns whether the object counts as found; never on a slice without the object. */
  public boolean detects(SliceOutcome outcome) {
    return outcome.positive()
        && (threshold == null ? outcome.selected() : threshold.isExceededBy(outcome.overlap()));
  }

  /** Returns the name for reports, such as {@code iou_gt_0.25}. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
