package io.github.sam4j.metrics.statistics;

import io.github.sam4j.metrics.Overlap;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** When an object counts as found on a slice that shows it. The name appears in reports. */
public final class DetectionRule {
  private static final DetectionRule MASK_SELECTED = new DetectionRule("mask_selected", null);

  private final String name;
  private final @Nullable BigDecimal threshold;

  private DetectionRule(String name, @Nullable BigDecimal threshold) {
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
    if (!(threshold >= 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must be in [0, 1), got " + threshold);
    }
    BigDecimal decimal = BigDecimal.valueOf(threshold).stripTrailingZeros();
    return new DetectionRule("iou_gt_" + decimal.toPlainString(), decimal);
  }

  /** Returns whether the object counts as found; never on a slice without the object. */
  public boolean detects(SliceOutcome outcome) {
    if (threshold == null) {
      return outcome.positive() && outcome.selected();
    }
    Overlap overlap = outcome.overlap();
    BigDecimal union = BigDecimal.valueOf(overlap.referenceCount() + overlap.falsePositives());
    return BigDecimal.valueOf(overlap.truePositives()).compareTo(threshold.multiply(union)) > 0;
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
