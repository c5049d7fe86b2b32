// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

/** Reads little-endian values sequentially from a range of a file and never past its end. */
final class ByteCursor {
  private static final int WINDOW_BYTES = 1024;

  private final FileBytes file;
  private final String what;
  private final long end;
  private final byte[] window;
  private long windowStart;
  private int windowBytes;
  private long position;

  /**
   * Creates a cursor over {@code [start, end)}.
   *
   * @param what describes the range in error messages
   * @param end exclusive; inside the file
   */
  ByteCursor(FileBytes file, String what, long start, long end) {
    this.file = file;
    this.what = what;
    this.end = end;
    this.position = start;
    this.windowStart = start;
    this.window = new byte[(int) Math.max(0, Math.min(WINDOW_BYTES, end - start))];
  }

  long position() {
    return position;
  }

  long remaining() {
    return end - position;
  }

  /** Skips bytes. */
  void skip(long bytes) {
    require(bytes);
    position += bytes;
  }

  int u8() {
    require(1);
    long at = position - windowStart;
    if (at >= windowBytes) {
      windowStart = position;
      windowBytes = (int) Math.min(window.length, end - position);
      file.copy(windowStart, window, windowBytes);
      at = 0;
    }
    position++;
    return window[(int) at] & 0xff;
  }

  int u16() {
    return u8() | u8() << 8;
  }

  int i32() {
    return u16() | u16() << 16;
  }

  long u32() {
    return i32() & 0xffff_ffffL;
  }

  long i64() {
    return u32() | u32() << 32;
  }

  /** Returns the next bytes; checks that they exist before it allocates the array. */
  byte[] bytes(long count) {
    require(count);
    byte[] result = new byte[Math.toIntExact(count)];
    file.copy(position, result, result.length);
    position += count;
    return result;
  }

  private void require(long count) {
    // an unsigned 64-bit length may appear negative
    if (count < 0 || count > remaining()) {
      throw new IllegalArgumentException(what + " ends too early: expected "
          + Long.toUnsignedString(count) + " bytes at offset " + position + ", found "
          + remaining());
    }
  }
}
