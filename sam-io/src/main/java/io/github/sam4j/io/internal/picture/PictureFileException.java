// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.IOException;

/** A file that isn't a complete picture of a supported kind. */
public final class PictureFileException extends IOException {
  private static final long serialVersionUID = 1L;

  PictureFileException(String problem) {
    super(problem);
  }
}
