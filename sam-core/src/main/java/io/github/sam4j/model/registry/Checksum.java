// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import io.github.sam4j.image.internal.files.Digests;
import io.github.sam4j.image.internal.jvm.Interruption;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Computes SHA-256 checksums of large files, which can be watched and cancelled. */
final class Checksum {
  private Checksum() {}

  /** Returns the checksum of a file in lower-case hexadecimal digits. */
  static String of(Path file, Progress progress) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in, Files.size(file), "checking " + file.getFileName(), progress);
    }
  }

  /** Returns the checksum of a stream, whose size is known for the progress only. */
  static String of(InputStream in, long bytes, String step, Progress progress) throws IOException {
    try {
      return Digests.sha256(in, done -> {
        progress.checkContinued();
        progress.update(Math.min(1, (double) done / Math.max(1, bytes)), step);
      });
    } catch (ClosedByInterruptException e) {
      throw Interruption.cancelled(e);
    }
  }
}
