// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model.registry;

import io.github.sam4j.image.internal.files.DiskErrors;
import io.github.sam4j.image.internal.files.FileReplacement;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The beginning of a file that is being downloaded, kept beside its final place, and the tag by
 * which the server identifies the file.
 */
final class PartFile {
  private final Path target;
  private final Path part;
  private final Path tag;

  PartFile(Path target) {
    this.target = target;
    this.part = target.resolveSibling(target.getFileName() + ".part");
    this.tag = target.resolveSibling(target.getFileName() + ".part.tag");
  }

  Path path() {
    return part;
  }

  /** Returns how much was received so far. */
  long bytes() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** Returns the tag that the server sent with the beginning. */
  Optional<String> tag() throws IOException {
    return Files.exists(tag)
        ? Optional.of(Files.readString(tag)).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /** Begins a new file. */
  void begin(Optional<String> newTag) throws IOException {
    discard();
    if (newTag.isPresent()) {
      DiskErrors.naming(tag, () -> Files.writeString(tag, newTag.get()));
    }
  }

  /** Opens the file to continue at its end; the caller closes it. */
  FileChannel append() throws IOException {
    return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  void discard() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(tag);
  }

  /** Moves the complete file to its final place. */
  void complete() throws IOException {
    FileReplacement.move(part, target);
    Files.deleteIfExists(tag);
  }
}
