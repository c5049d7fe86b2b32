// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** The time of an entry's last use, stored as its modification time. */
final class LastUse {
  private LastUse() {}

  static void set(Path entry, Instant now) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(now));
    } catch (IOException e) {
      // deleted by another process or owned by another user: it then appears older than it is
    }
  }

  static boolean isBefore(Path entry, Instant limit) throws IOException {
    return Files.getLastModifiedTime(entry).toInstant().isBefore(limit);
  }
}
