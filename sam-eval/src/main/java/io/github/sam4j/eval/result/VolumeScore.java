package io.github.sam4j.eval.result;

import io.github.sam4j.metrics.Overlap;

/**
 * The scores of the slices of one volume that were evaluated.
 *
 * @param series of the scores
 * @param caseId the volume
 * @param slices number of slices that show the object
 * @param detected how many of those had something chosen, however bad
 * @param negatives number of other slices that were evaluated
 * @param pooled the pixel counts of all evaluated slices added up: its Dice and IoU are those of
 *     the volume if all slices were
 * @param meanDice mean over the slices that show the object, a miss counting 0; NaN without any
 */
public record VolumeScore(
    Series series,
    String caseId,
    int slices,
    int detected,
    int negatives,
    Overlap pooled,
    double meanDice) {}
