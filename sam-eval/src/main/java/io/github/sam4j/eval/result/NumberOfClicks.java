package io.github.sam4j.eval.result;

import io.github.sam4j.metrics.IouThreshold;
import java.util.List;

/**
 * How many clicks it takes to reach an IoU: NoC of "Reviving Iterative Training with Mask Guidance
 * for Interactive Segmentation" (RITM, arXiv 2102.06583).
 *
 * <p>Misleading on its own: a sample that needs 21 clicks counts the same as one that no number of
 * clicks helps, so {@code unreached} belongs beside it.
 *
 * @param series of the scores; its number of clicks is {@link #MOST_CLICKS}
 * @param target the IoU to reach
 * @param mean over the samples: the first click with such an IoU, {@link #MOST_CLICKS} if there is
 *     none; in {@code [1, 20]}
 * @param samples number of slices that show the object and got a click
 * @param unreached how many of them have no such click
 */
public record NumberOfClicks(
    Series series, IouThreshold target, double mean, int samples, int unreached) {
  /** Number of clicks counted for a sample that never reaches the target. */
  public static final int MOST_CLICKS = 20;

  /** Name of the selection that clicks until a target. */
  public static final String SELECTION = "NOC";

  /** IoU of at least 0.80, 0.85 and 0.90. */
  public static final List<IouThreshold> TARGETS = List.of(
      IouThreshold.atLeast(80, 100), IouThreshold.atLeast(85, 100), IouThreshold.atLeast(90, 100));
}
