// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/**
 * A data set isn't laid out as expected; the message names the file, what was expected and what was
 * found.
 */
public final class DatasetException extends IOException {
  @Serial
  private static final long serialVersionUID = 1L;

  DatasetException(Path file, String problem) {
    super(file + ": " + problem);
  }

  DatasetException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
