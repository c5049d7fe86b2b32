package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ClicksToTarget;
import io.github.sam4j.metrics.IouThreshold;

/**
 * How many clicks it takes to reach an IoU: NoC of "Reviving Iterative Training with Mask Guidance
 * for Interactive Segmentation" (RITM, arXiv 2102.06583).
 *
 * <p>Misleading on its own: a sample that needs 21 clicks counts the same as one that no number of
 * clicks helps, so {@code unreached} belongs beside it.
 *
 * @param series of the scores; its number of clicks is {@link ClicksToTarget#MAX_CLICKS}
 * @param target the IoU to reach
 * @param mean over the samples: the first click with such an IoU, {@link ClicksToTarget#MAX_CLICKS}
 *     if there is none; in {@code [1, 20]}
 * @param samples number of slices that show the object and got a click
 * @param unreached how many of them have no such click
 */
public record NumberOfClicks(
    Series series, IouThreshold target, double mean, int samples, int unreached) {}
