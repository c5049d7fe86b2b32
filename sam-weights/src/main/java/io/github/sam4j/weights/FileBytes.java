// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.image.internal.files.FileState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file mapped into memory, which takes no heap and no open file descriptor.
 *
 * <p>A buffer has at most 2^31 - 1 bytes and a checkpoint may have more, so a file is mapped in
 * segments. Everything is read through {@link #copy}: only for bulk copies does the virtual machine
 * handle a mapped file that shrinks.
 */
final class FileBytes {
  private static final int SEGMENT_SHIFT = 30;

  private final @Nullable Mapped file;
  private final ByteBuffer[] segments;
  private final int shift;
  private final long size;

  private FileBytes(@Nullable Mapped file, ByteBuffer[] segments, int shift, long size) {
    this.file = file;
    this.segments = segments;
    this.shift = shift;
    this.size = size;
  }

  /** Maps a file; no file descriptor stays open. */
  static FileBytes map(Path path) throws IOException {
    return map(path, SEGMENT_SHIFT);
  }

  /** Maps a file in segments of {@code 2^shift} bytes. */
  static FileBytes map(Path path, int shift) throws IOException {
    // recorded before the file is opened, so that any change from here on is detected
    Mapped file = new Mapped(path, FileState.of(path));
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      long segment = 1L << shift;
      ByteBuffer[] segments = new ByteBuffer[Math.toIntExact((size + segment - 1) >>> shift)];
      for (int i = 0; i < segments.length; i++) {
        long from = (long) i << shift;
        segments[i] =
            channel.map(FileChannel.MapMode.READ_ONLY, from, Math.min(segment, size - from));
      }
      return new FileBytes(file, segments, shift, size);
    } catch (UnsupportedOperationException e) {
      throw new IOException("the file system can't map files into memory", e);
    }
  }

  /** Wraps bytes in memory. */
  static FileBytes of(byte[] bytes) {
    return new FileBytes(
        null, new ByteBuffer[] {ByteBuffer.wrap(bytes)}, SEGMENT_SHIFT, bytes.length);
  }

  long size() {
    return size;
  }

  /**
   * Copies bytes out of the file.
   *
   * @throws UncheckedIOException if the file has been truncated
   */
  void copy(long from, byte[] target, int length) {
    try {
      int done = 0;
      while (done < length) {
        ByteBuffer segment = segments[(int) ((from + done) >>> shift)];
        int start = (int) ((from + done) & ((1L << shift) - 1));
        int part = Math.min(length - done, segment.limit() - start);
        segment.get(start, target, done, part);
        done += part;
      }
    } catch (InternalError e) {
      // thrown by the virtual machine when a mapped page lies beyond the end of the file
      String message = "the file has become shorter";
      throw new UncheckedIOException(message, new IOException(message, e));
    }
  }

  /** Checks that the file has not changed since it was opened. */
  void requireUnchanged() {
    if (file == null) {
      return;
    }
    try {
      file.state.requireUnchanged(file.path);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** The state of a file when it was mapped. */
  private record Mapped(Path path, FileState state) {}
}
