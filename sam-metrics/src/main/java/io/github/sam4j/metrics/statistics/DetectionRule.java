package io.github.sam4j.metrics.statistics;

import io.github.sam4j.metrics.IouThreshold;
import org.jspecify.annotations.Nullable;

/**
 * When an object counts as found on a slice that shows it. The name appears in reports; rules of
 * the same name are equal.
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
   * @param threshold in {@code [0, 1)}, taken as {@link IouThreshold#moreThan(double)} does
   * @throws IllegalArgumentException if it isn't
   */
  public static DetectionRule iouAbove(double threshold) {
    IouThreshold exact = IouThreshold.moreThan(threshold);
    return new DetectionRule("iou_gt_" + exact.fraction(), exact);
  }

  /** Returns whether the object counts as found; never on a slice without the object. */
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
