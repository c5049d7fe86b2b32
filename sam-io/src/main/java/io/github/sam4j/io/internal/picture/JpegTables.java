// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What segments of a JPEG set for the scans behind them: Huffman tables and restarts. */
final class JpegTables {
  private static final int PLACES = 4;

  private final @Nullable HuffmanTable[] dc = new HuffmanTable[PLACES];
  private final @Nullable HuffmanTable[] ac = new HuffmanTable[PLACES];
  private int restartInterval;

  /** Reads a segment of tables behind its length. */
  void readHuffmanTables(ByteBuffer segment) throws IOException {
    try {
      while (segment.hasRemaining()) {
        int place = segment.get() & 0xFF;
        HuffmanTable table = HuffmanTable.read(segment);
        if ((place & 0xF) >= PLACES || place >> 4 > 1) {
          throw new IOException("damaged JPEG: expected a place of a Huffman table, got " + place);
        }
        (place >> 4 == 0 ? dc : ac)[place & 0xF] = table;
      }
    } catch (BufferUnderflowException e) {
      throw new IOException("damaged JPEG: expected a whole Huffman table", e);
    }
  }

  /** Reads a segment that sets how many units lie between restart markers; 0 for no markers. */
  void readRestartInterval(ByteBuffer segment) throws IOException {
    if (segment.remaining() != 2) {
      throw new IOException(
          "damaged JPEG: expected a restart interval of 2 bytes, got " + segment.remaining());
    }
    restartInterval = segment.getShort(0) & 0xFFFF;
  }

  @Nullable HuffmanTable dc(int place) {
    return place < PLACES ? dc[place] : null;
  }

  @Nullable HuffmanTable ac(int place) {
    return place < PLACES ? ac[place] : null;
  }

  int restartInterval() {
    return restartInterval;
  }
}
