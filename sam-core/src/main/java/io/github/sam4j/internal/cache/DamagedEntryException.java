// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import java.io.IOException;

/** A file of the cache is damaged, or isn't the entry that its name says. */
final class DamagedEntryException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedEntryException(String message) {
    super(message);
  }
}
