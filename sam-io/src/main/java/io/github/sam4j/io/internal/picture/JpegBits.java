// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.IOException;

/**
 * The compressed data of a JPEG, bit by bit, up to the next marker. A byte FF in them is followed
 * by a zero byte that doesn't belong to them (ITU-T T.81, F.1.2.3).
 */
final class JpegBits {
  private final byte[] file;
  /** The next byte that isn't in the buffer yet. */
  private int at;
  /** Its lowest bits come next; those above have been used. */
  private long buffer;

  private int count;

  JpegBits(byte[] file, int from) {
    this.file = file;
    this.at = from;
  }

  private void fill() {
    while (count <= Long.SIZE - 16 && at + 1 < file.length) {
      int next = file[at] & 0xFF;
      if (next == 0xFF) {
        if (file[at + 1] != 0) {
          return;
        }
        at++;
      }
      at++;
      buffer = buffer << 8 | next;
      count += 8;
    }
  }

  private void require(int bits) throws IOException {
    if (count < bits) {
      fill();
      if (count < bits) {
        throw new IOException("damaged JPEG: expected more compressed data before byte " + at);
      }
    }
  }

  /** Reads bits as a number. */
  int read(int bits) throws IOException {
    require(bits);
    count -= bits;
    return (int) (buffer >>> count) & ((1 << bits) - 1);
  }

  /** Passes over bits. */
  void skip(int bits) throws IOException {
    require(bits);
    count -= bits;
  }

  /** Reads a code and returns its symbol. */
  int symbol(HuffmanTable table) throws IOException {
    if (count < HuffmanTable.MAX_LENGTH) {
      fill();
    }
    int free = HuffmanTable.LOOKUP_BITS - count;
    int next = (int) (free > 0 ? buffer << free : buffer >>> -free)
        & ((1 << HuffmanTable.LOOKUP_BITS) - 1);
    int found = table.lookup(next);
    if (found != 0) {
      skip(found >> 8);
      return found & 0xFF;
    }
    int code = read(HuffmanTable.LOOKUP_BITS);
    for (int length = HuffmanTable.LOOKUP_BITS + 1; length <= HuffmanTable.MAX_LENGTH; length++) {
      code = code << 1 | read(1);
      if (table.contains(code, length)) {
        return table.symbol(code, length);
      }
    }
    throw new IOException("damaged JPEG: bad Huffman code before byte " + at);
  }

  /**
   * Ends at a byte, where the next marker must begin.
   *
   * @return the index of that byte
   */
  int align() throws IOException {
    fill();
    if (count >= 8) {
      throw new IOException("damaged JPEG: expected a marker, got "
          + "more compressed data than the picture has before byte " + at);
    }
    count = 0;
    return at;
  }

  /** Goes on behind a marker. */
  void resume(int from) {
    at = from;
  }
}
