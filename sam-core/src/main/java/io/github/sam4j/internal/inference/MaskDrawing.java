// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.StopSignal;

/** Draws the masks of the current batch of a {@link GridLane}. */
interface MaskDrawing extends AutoCloseable {
  /** Implements {@link GridLane#draw}; the indices have been checked. */
  void draw(int[] prompts, int[] outputs, GridLane.Drawn drawn, StopSignal stop);

  /** Frees the tensors of this object. Idempotent. */
  @Override
  void close();
}
