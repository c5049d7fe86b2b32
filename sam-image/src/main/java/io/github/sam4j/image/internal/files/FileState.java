// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attributes by which a file is recognised as unchanged: a file that was replaced or written to
 * since has other ones.
 *
 * @param size in bytes
 * @param modified time of the last modification
 * @param key identifies the file, null if the file system has no such key
 */
public record FileState(
    long size, FileTime modified, @Nullable Object key) {
  /** Returns the current state of a file. */
  public static FileState of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileState(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
  }

  /**
   * Checks that a file is still in this state.
   *
   * @throws IOException if the file has changed or no longer exists
   */
  public void requireUnchanged(Path path) throws IOException {
    FileState now = now(path);
    if (now.size != size) {
      throw new EOFException("expected a file of " + size + " bytes as when it was opened, found "
          + now.size + " bytes");
    }
    if (!now.modified.equals(modified)) {
      throw new IOException("expected the file as it was when it was opened, written at " + modified
          + ", found one written at " + now.modified);
    }
    if (!Objects.equals(now.key, key)) {
      throw new IOException("expected the file that was opened, found another one in its place");
    }
  }

  private static FileState now(Path path) throws IOException {
    try {
      return of(path);
    } catch (NoSuchFileException e) {
      // the original message consists of the path alone
      throw new NoSuchFileException(path.toString(), null, "no such file any more");
    }
  }
}
