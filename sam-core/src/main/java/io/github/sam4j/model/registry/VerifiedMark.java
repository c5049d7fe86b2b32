// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers in a second file that a checksum was verified, so that gigabytes aren't read again each
 * time. Valid as long as size and time of the last change stay the same.
 */
final class VerifiedMark {
  private static final Logger LOG = LoggerFactory.getLogger(VerifiedMark.class);

  private VerifiedMark() {}

  /** Returns whether the file, as it is now, was found to have the checksum. */
  static boolean isSet(Path file, String sha256) {
    try {
      Path mark = mark(file);
      return Files.exists(mark) && Files.readString(mark).equals(content(file, sha256));
    } catch (IOException e) {
      // a mark that can't be read, or isn't text, doesn't count
      LOG.debug("no mark for {}", file, e);
      return false;
    }
  }

  /** Remembers the checksum; where that can't be written, it will be computed again. */
  static void set(Path file, String sha256) {
    try {
      Files.writeString(mark(file), content(file, sha256));
    } catch (IOException e) {
      LOG.debug("the checksum of {} is not remembered", file, e);
    }
  }

  private static Path mark(Path file) {
    return file.resolveSibling(file.getFileName() + ".verified");
  }

  private static String content(Path file, String sha256) throws IOException {
    return sha256 + " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n";
  }
}
