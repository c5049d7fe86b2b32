// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import java.io.IOException;
import java.io.Serial;

/** A download ended early; what was received can be kept. */
final class CutException extends IOException {
  @Serial
  private static final long serialVersionUID = 1L;

  CutException(String message) {
    super(message);
  }

  CutException(String message, Throwable cause) {
    super(message, cause);
  }
}
