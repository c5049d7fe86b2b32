// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A journal can't be continued; the message names it and tells why. */
public final class JournalException extends IOException {
  @Serial
  private static final long serialVersionUID = 1L;

  JournalException(Path journal, String problem) {
    this(journal, problem, null);
  }

  JournalException(Path journal, String problem, @Nullable Throwable cause) {
    super(journal + ": " + problem, cause);
  }
}
