// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.weights.ModelSpec;

/**
 * The part of the frame that influences the masks of an image; the rest is padding and is not
 * drawn.
 *
 * @param rows number of rows of image tokens, at least 1 and at most those of the grid
 * @param columns number of columns of image tokens, at least 1 and at most those of the grid
 */
record GridSize(int rows, int columns) {
  /** Number of logits along the side of an image token. */
  private static final int LOGITS_PER_TOKEN = 4;

  static GridSize of(FrameResize resize) {
    ModelSpec spec = resize.spec();
    return new GridSize(tokens(spec, resize.resizedHeight()), tokens(spec, resize.resizedWidth()));
  }

  /**
   * Returns the number of tokens along a side, including the one with the next logit, which
   * interpolation of the last pixel needs.
   */
  private static int tokens(ModelSpec spec, int resized) {
    int pixelsPerLogit = spec.frameSide() / spec.logitSide();
    int last = (int) ((resized - 0.5) / pixelsPerLogit - 0.5) + 1;
    return Math.min(last / LOGITS_PER_TOKEN + 1, spec.gridSide());
  }

  /** Returns the number of rows of logits that cover the image. */
  int logitRows() {
    return rows * LOGITS_PER_TOKEN;
  }

  /** Returns the number of columns of logits that cover the image. */
  int logitColumns() {
    return columns * LOGITS_PER_TOKEN;
  }
}
