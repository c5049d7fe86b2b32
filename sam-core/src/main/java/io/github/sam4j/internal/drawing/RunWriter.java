// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import java.util.Arrays;

/** Writes the run lengths of masks in the format of {@link CompactMask}. */
final class RunWriter {
  private static final int LONGEST = 5;

  private byte[] bytes = new byte[1024];
  private int filled;
  private int end;
  private int from;

  /** Begins a mask and discards the previous one. */
  void begin() {
    filled = 0;
    end = 0;
    from = 0;
  }

  /** Adds a run; extends the last run if this one begins where it ended. */
  void add(int runFrom, int runTo) {
    if (runFrom != end || end == 0) {
      flush();
      writeLength(runFrom - end);
      from = runFrom;
    }
    end = runTo;
  }

  /** Writes the pending run of set pixels. */
  private void flush() {
    if (end > from) {
      writeLength(end - from);
    }
  }

  private void writeLength(int length) {
    if (bytes.length - filled < LONGEST) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    int left = length;
    while (left > 127) {
      bytes[filled++] = (byte) (left | 128);
      left >>>= 7;
    }
    bytes[filled++] = (byte) left;
  }

  /** Returns a copy of the bytes written. */
  byte[] finish() {
    flush();
    return Arrays.copyOf(bytes, filled);
  }
}
