// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/** A range of a file that holds the values of one or more tensors. */
final class FileRegion {
  private static final int CHUNK_BYTES = 1 << 16;

  private final FileBytes file;
  private final long offset;
  private final long bytes;
  private final OptionalLong crc;
  // a race only makes two threads verify the same bytes
  private volatile boolean checked;

  /**
   * Creates a region, which must lie inside the file.
   *
   * @param crc CRC-32 of the whole region, if the file stores it
   */
  FileRegion(FileBytes file, long offset, long bytes, OptionalLong crc) {
    this.file = file;
    this.offset = offset;
    this.bytes = bytes;
    this.crc = crc;
    this.checked = crc.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  /** Returns a cursor over the whole region. */
  ByteCursor cursor(String what) {
    return new ByteCursor(file, what, offset, offset + bytes);
  }

  /** Returns whether the bytes match their checksum; true if there is none. */
  boolean hasRightChecksum() {
    if (!checked) {
      CRC32 actual = new CRC32();
      byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, bytes)];
      long done = 0;
      while (done < bytes) {
        int part = (int) Math.min(chunk.length, bytes - done);
        file.copy(offset + done, chunk, part);
        actual.update(chunk, 0, part);
        done += part;
      }
      checked = actual.getValue() == crc.orElseThrow();
    }
    return checked;
  }

  /**
   * Returns consecutive values as floats.
   *
   * @param first index of the first value
   * @throws UncheckedIOException if the file has changed or the checksum does not match
   */
  float[] read(ElementType type, long first, int count) {
    file.requireUnchanged();
    if (!hasRightChecksum()) {
      String message =
          "wrong CRC-32 of the " + bytes + " bytes at offset " + offset + ": they are damaged";
      throw new UncheckedIOException(message, new IOException(message));
    }
    int perChunk = CHUNK_BYTES / type.bytes();
    byte[] chunk = new byte[Math.min(perChunk, count) * type.bytes()];
    float[] values = new float[count];
    int done = 0;
    while (done < count) {
      int part = Math.min(perChunk, count - done);
      file.copy(offset + (first + done) * type.bytes(), chunk, part * type.bytes());
      type.decode(chunk, part, values, done);
      // cannot overflow: never exceeds count
      done += part;
    }
    return values;
  }
}
