// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.StopSignal;

/** How a {@link GridLane} draws masks of its last batch of points. */
interface MaskDrawing extends AutoCloseable {
  /** Does what {@link GridLane#draw} promises, for masks that exist. */
  void draw(int[] prompts, int[] outputs, GridLane.Drawn drawn, StopSignal stop);

  /** Frees its own tensors. Idempotent. */
  @Override
  void close();
}
