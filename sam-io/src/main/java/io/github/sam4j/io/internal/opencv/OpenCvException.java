// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.opencv;

/** A failure inside OpenCV. */
public final class OpenCvException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OpenCvException(String message) {
    super(message);
  }

  OpenCvException(String message, Throwable cause) {
    super(message, cause);
  }
}
