// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import java.io.IOException;

/** Thrown when a cache file is damaged or does not match its name. */
final class DamagedEntryException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedEntryException(String message) {
    super(message);
  }
}
