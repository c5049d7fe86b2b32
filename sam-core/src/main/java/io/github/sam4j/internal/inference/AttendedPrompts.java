// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;

/**
 * A batch of prompts after the transformer: the predicted IoU of their masks, four per prompt, and
 * the inputs for drawing them. Closed by the caller.
 */
public final class AttendedPrompts implements AutoCloseable {
  private final OrtTensor attendedTokens;
  private final float[] kernels;
  private final float[] predictedIou;

  AttendedPrompts(OrtTensor attendedTokens, float[] kernels, float[] predictedIou) {
    this.attendedTokens = attendedTokens;
    this.kernels = kernels;
    this.predictedIou = predictedIou;
  }

  /**
   * Returns the model's estimate of a mask's IoU; it can exceed 1.
   *
   * @param output 0 for the single-mask output, 1 to 3 for the others
   */
  public float predictedIou(int prompt, int output) {
    return predictedIou[prompt * DecoderWeights.MASK_TOKENS + output];
  }

  OrtTensor attendedTokens() {
    return attendedTokens;
  }

  /** Returns the kernels of all masks, {@code [prompts, 4, channels]}. */
  float[] kernels() {
    return kernels;
  }

  @Override
  public void close() {
    attendedTokens.close();
  }
}
