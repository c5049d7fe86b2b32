// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Names the file in errors of the operating system. That of a full disk says only that there is no
 * space left; as a {@link FileSystemException} it has the file, and can be told from wrong content.
 */
public final class DiskErrors {
  private DiskErrors() {}

  /** Writes one file, and throws nothing but errors of the operating system. */
  @FunctionalInterface
  public interface Writing {
    /** Writes. */
    void run() throws IOException;
  }

  /** Reads one file, and throws nothing but errors of the operating system. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Returns what was read. */
    T run() throws IOException;
  }

  /**
   * Writes a file.
   *
   * @throws FileSystemException for every error of the operating system, with the file's name
   */
  public static void naming(Path file, Writing writing) throws IOException {
    reading(file, () -> {
      writing.run();
      return file;
    });
  }

  /**
   * Reads a file.
   *
   * @throws FileSystemException for every error of the operating system, with the file's name
   */
  public static <T> T reading(Path file, Reading<T> reading) throws IOException {
    try {
      return reading.run();
    } catch (FileSystemException | ClosedChannelException e) {
      // the first has its file already, the second is an interrupt
      throw e;
    } catch (IOException e) {
      FileSystemException named =
          new FileSystemException(file.toString(), null, String.valueOf(e.getMessage()));
      named.initCause(e);
      throw named;
    }
  }

  /** Returns a stream to a file whose errors name it. */
  public static OutputStream naming(Path file, OutputStream out) {
    return new NamingStream(file, out);
  }

  private static final class NamingStream extends FilterOutputStream {
    private final Path file;

    NamingStream(Path file, OutputStream out) {
      super(out);
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      naming(file, () -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      naming(file, () -> out.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
      naming(file, out::flush);
    }

    @Override
    public void close() throws IOException {
      naming(file, out::close);
    }
  }
}
