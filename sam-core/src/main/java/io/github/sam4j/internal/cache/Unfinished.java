// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import io.github.sam4j.image.internal.files.FileTrees;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and folders in a cache that are not entries yet or no longer. The creator renames or
 * deletes them; those of a killed process are deleted later by another process.
 *
 * <p>Deletion never fails: a file that remains, for example because another user owns it, only
 * takes space.
 */
final class Unfinished {
  private static final Logger LOG = LoggerFactory.getLogger(Unfinished.class);

  private static final String PREFIX = ".unfinished-";

  /** Age after which the process that made it has certainly ended. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;
  private final Clock clock;

  Unfinished(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** Returns a unique path. */
  Path next() {
    return folder.resolve(PREFIX + UUID.randomUUID());
  }

  /** Deletes files left behind by killed processes. */
  void deleteAbandoned() {
    Instant limit = clock.instant().minus(ABANDONED);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, PREFIX + "*")) {
      for (Path each : found) {
        deleteIfOlder(each, limit);
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("can't list {}", folder, e);
    }
  }

  private static void deleteIfOlder(Path file, Instant limit) {
    try {
      if (LastUse.isBefore(file, limit)) {
        delete(file);
      }
    } catch (IOException e) {
      LOG.debug("can't tell the age of {}", file, e);
    }
  }

  /** Deletes a file, or a folder with its content, if it exists. */
  static void delete(Path file) {
    try {
      FileTrees.delete(file);
    } catch (IOException e) {
      LOG.debug("can't delete {}", file, e);
    }
  }
}
