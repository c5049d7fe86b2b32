// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

/** A mask with the quality that the model predicts for it, by which masks can be ranked. */
public interface ScoredMask {
  /** Returns the mask, of the same size as the image. */
  Mask mask();

  /**
   * Returns the model's estimate of the mask's IoU with the object; usually in {@code [0, 1]}, but
   * it can exceed 1, and NaN means that there is no estimate.
   */
  float predictedIou();
}
