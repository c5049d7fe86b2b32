// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output whose failure ends the command: print streams and writers swallow I/O errors, so
 * it is unchecked here.
 */
final class StandardOutput extends OutputStream {
  private static final int KIND_OF_FILE = 0xF000;
  private static final int PIPE = 0x1000;
  private static final int SOCKET = 0xC000;

  private final OutputStream out;
  private final boolean ofProcess;
  private @Nullable UnwritableException failure;

  private StandardOutput(OutputStream out, boolean ofProcess) {
    this.out = out;
    this.ofProcess = ofProcess;
  }

  /** Returns the standard output of this process. */
  static StandardOutput ofProcess() {
    return new StandardOutput(new FileOutputStream(FileDescriptor.out), /* ofProcess= */ true);
  }

  /** Returns a stream that takes the place of standard output. */
  static StandardOutput to(OutputStream out) {
    return new StandardOutput(out, /* ofProcess= */ false);
  }

  /** Standard output can't be written. */
  static final class UnwritableException extends UncheckedIOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private UnwritableException(IOException cause) {
      super("standard output can't be written: " + cause.getMessage(), cause);
    }
  }

  /** Returns the first failure, if there was one. */
  Optional<UnwritableException> failure() {
    return Optional.ofNullable(failure);
  }

  /**
   * Returns whether this is a pipe, as in {@code sam4j … | head}: writing to it fails only because
   * its reader has gone, and nobody misses the rest. The message of the system may be translated.
   */
  boolean isPipe() {
    try {
      int mode = ofProcess ? (int) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") : 0;
      return (mode & KIND_OF_FILE) == PIPE || (mode & KIND_OF_FILE) == SOCKET;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // a system without this file or attribute
      return false;
    }
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void flush() {
    try {
      out.flush();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private UnwritableException failed(IOException e) {
    UnwritableException unwritable = new UnwritableException(e);
    if (failure == null) {
      failure = unwritable;
    }
    return unwritable;
  }
}
