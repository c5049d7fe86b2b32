// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model;

import java.io.Serial;

/**
 * ONNX Runtime failed to load or run a graph, or what a graph yields is not finite. The message
 * holds the runtime's own, if it failed; its error code is not available through the presets.
 */
public final class InferenceException extends RuntimeException {
  @Serial
  private static final long serialVersionUID = 1L;

  /** Reports what a graph yields. */
  public InferenceException(String message) {
    super(message);
  }

  /** Wraps a failure of the runtime. */
  public InferenceException(String message, Throwable cause) {
    super(message, cause);
  }
}
