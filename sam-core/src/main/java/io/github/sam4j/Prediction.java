// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import java.util.List;

/**
 * The result of one prompt: one mask, or three for a multimask prompt.
 *
 * @param masks in the order of the decoder's outputs
 */
public record Prediction(List<PredictedMask> masks) {
  /** Copies the list; it must not be empty. */
  public Prediction {
    masks = List.copyOf(masks);
    if (masks.isEmpty()) {
      throw new IllegalArgumentException("a prediction has at least one mask, got none");
    }
  }

  /** Returns the mask of the highest predicted IoU, the first of several. */
  public PredictedMask best() {
    PredictedMask best = masks.get(0);
    for (PredictedMask mask : masks) {
      if (mask.predictedIou() > best.predictedIou()) {
        best = mask;
      }
    }
    return best;
  }
}
