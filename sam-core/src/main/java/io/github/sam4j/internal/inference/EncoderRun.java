// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;

/** A way of running the encoder's graph. Safe for use by several threads. */
interface EncoderRun extends AutoCloseable {
  /**
   * Computes an embedding.
   *
   * @param pixels {@code [1, 3, frame, frame]} in staging memory
   * @param embedding {@code [1, width, grid, grid]} on the device; overwritten
   * @throws IllegalStateException if this is closed
   * @throws java.util.concurrent.CancellationException if it was stopped
   */
  void run(OrtTensor pixels, OrtTensor embedding, StopSignal stop);

  /** Frees the tensors of this object, not the graph. Idempotent. */
  @Override
  default void close() {}
}
