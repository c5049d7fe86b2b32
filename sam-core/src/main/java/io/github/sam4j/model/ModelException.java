// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model;

import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A model file is not what was expected; the message names the file, what was expected and what was
 * found.
 */
public final class ModelException extends IOException {
  @Serial
  private static final long serialVersionUID = 1L;

  ModelException(String source, String problem) {
    this(source, problem, null);
  }

  ModelException(String source, @Nullable String problem, @Nullable Throwable cause) {
    super(source + ": " + problem, cause);
  }
}
