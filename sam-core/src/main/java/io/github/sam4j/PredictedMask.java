// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;

/**
 * One mask that SAM predicts.
 *
 * @param mask at the size of the original image
 * @param predictedIou the model's own estimate of the mask's IoU; usually in {@code [0, 1]}, but it
 *     can exceed 1
 * @param logits the decoder's output behind the mask; given to a next prompt, they refine it
 */
public record PredictedMask(Mask mask, float predictedIou, LowResLogits logits)
    implements ScoredMask {}
