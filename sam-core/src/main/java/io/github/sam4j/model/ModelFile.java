// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.model;

import io.github.sam4j.image.internal.files.Digests;
import io.github.sam4j.image.internal.files.FileState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of a model, on disk or on the class path, with its checksum. */
final class ModelFile {
  private final String source;
  private final Opener opener;
  private final Condition unchanged;
  private @Nullable String sha256;

  private ModelFile(String source, Opener opener, Condition unchanged) {
    this.source = source;
    this.opener = opener;
    this.unchanged = unchanged;
  }

  /** Opens the content from its beginning. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  /** Throws if the content is no longer what it was when the model was opened. */
  @FunctionalInterface
  private interface Condition {
    void require() throws IOException;
  }

  static ModelFile of(Path path) throws IOException {
    requireFile(path);
    FileState opened = FileState.of(path);
    return new ModelFile(
        path.toString(), () -> Files.newInputStream(path), () -> requireUnchanged(path, opened));
  }

  /** Checks that there is a file. */
  static void requireFile(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "no such model file");
    }
    if (!Files.isRegularFile(path)) {
      throw new ModelException(path.toString(), "expected a file, found a folder");
    }
  }

  static ModelFile of(String source, Opener opener) {
    return new ModelFile(source, opener, () -> {});
  }

  private static void requireUnchanged(Path path, FileState opened) throws IOException {
    try {
      opened.requireUnchanged(path);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new ModelException(path.toString(), e.getMessage(), e);
    }
  }

  /** Returns a file whose checksum was verified. */
  static ModelFile of(Path path, String sha256) throws IOException {
    ModelFile file = of(path);
    synchronized (file) {
      file.sha256 = sha256;
    }
    return file;
  }

  private String digest() throws IOException {
    String digest;
    try (InputStream in = opener.open()) {
      digest = Digests.sha256(in, read -> {});
    }
    // the weights in use are those of the file that was opened
    unchanged.require();
    return digest;
  }

  /** Returns the path or resource name, for messages. */
  String source() {
    return source;
  }

  /**
   * Returns the SHA-256 of the content in lower-case hexadecimal digits; computed once.
   *
   * @throws UncheckedIOException if the file can't be read, or has changed since it was opened
   */
  synchronized String sha256() {
    if (sha256 == null) {
      try {
        sha256 = digest();
      } catch (IOException e) {
        throw new UncheckedIOException(e.getMessage(), e);
      }
    }
    return sha256;
  }

  /**
   * Reads all bytes.
   *
   * @throws ModelException if a checksum was computed before and they have another one
   */
  synchronized byte[] bytes() throws IOException {
    byte[] content;
    try (InputStream in = opener.open()) {
      content = in.readAllBytes();
    }
    String found = Digests.sha256(content);
    if (sha256 == null) {
      sha256 = found;
    } else if (!found.equals(sha256)) {
      throw new ModelException(
          source, "expected the file of SHA-256 " + sha256 + " that was checked, found " + found);
    }
    return content;
  }
}
