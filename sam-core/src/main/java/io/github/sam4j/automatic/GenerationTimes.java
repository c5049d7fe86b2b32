package io.github.sam4j.automatic;

import java.time.Duration;

/**
 * Where the time of {@link AutomaticMaskGenerator#candidates} went. The stages of the workers are
 * sums over all workers, which work side by side: they can exceed the time that passed.
 *
 * @param elapsed from the first step to the last, as a clock on the wall tells
 * @param workers most that worked side by side
 * @param encoder resize and image encoder
 * @param imageTerms what all points of an image share; the first time, loading the decoder included
 * @param transformer points to predicted IoU, sum over workers
 * @param upscaling drawing logits, sum over workers
 * @param masks logits to packed masks with their scores, sum over workers
 */
public record GenerationTimes(
    Duration elapsed,
    int workers,
    Duration encoder,
    Duration imageTerms,
    Duration transformer,
    Duration upscaling,
    Duration masks) {}
