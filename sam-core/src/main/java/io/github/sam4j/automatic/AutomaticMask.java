// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.automatic;

import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.prompt.Prompt;

/**
 * A mask found without a prompt. Coordinates are those of the whole image.
 *
 * <p>Where small regions were removed, mask and box are those after the removal, the scores those
 * before it.
 *
 * @param mask at the size of the image
 * @param box the smallest box around the mask; for an empty mask the first pixel of its crop
 * @param predictedIou the model's own estimate of the mask's IoU; it can exceed 1
 * @param stabilityScore IoU of the masks at a higher and a lower threshold, in {@code [0, 1]}; NaN
 *     where no pixel is above either, which only a stability threshold of 0 lets through
 * @param point the grid point that produced the mask
 * @param cropBox the part of the image that the mask was found in
 */
public record AutomaticMask(
    Mask mask, Box box, float predictedIou, float stabilityScore, Prompt.Point point, Box cropBox)
    implements ScoredMask {}
