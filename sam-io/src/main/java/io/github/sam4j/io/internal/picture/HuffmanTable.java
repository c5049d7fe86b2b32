// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A Huffman table of a JPEG (ITU-T T.81, annex C): canonical codes of 1 to 16 bits. */
final class HuffmanTable {
  static final int MAX_LENGTH = 16;
  /** Codes of at most so many bits are looked up at once. */
  static final int LOOKUP_BITS = 9;

  private final byte[] symbols;
  /**
   * Length of the code that these bits begin with, times 256, plus its symbol; 0 if it is longer.
   */
  private final short[] lookup = new short[1 << LOOKUP_BITS];
  /** By length: the first code that is too large for it, or 0. */
  private final int[] end = new int[MAX_LENGTH + 1];
  /** By length: what makes a code an index of its symbol. */
  private final int[] offset = new int[MAX_LENGTH + 1];

  private HuffmanTable(byte[] symbols) {
    this.symbols = symbols;
  }

  /** Reads the numbers of codes and the symbols, and leaves the buffer behind them. */
  static HuffmanTable read(ByteBuffer segment) throws IOException {
    byte[] counts = new byte[MAX_LENGTH];
    segment.get(counts);
    int total = 0;
    for (byte count : counts) {
      total += count & 0xFF;
    }
    if (total > 256 || total > segment.remaining()) {
      throw new IOException("damaged JPEG: expected at most 256 codes of a Huffman table, got "
          + total + " for " + segment.remaining() + " bytes");
    }
    byte[] symbols = new byte[total];
    segment.get(symbols);
    HuffmanTable table = new HuffmanTable(symbols);
    int code = 0;
    int index = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      int count = counts[length - 1] & 0xFF;
      table.offset[length] = index - code;
      for (int i = 0; i < count; i++) {
        table.enter(code + i, length, symbols[index + i] & 0xFF);
      }
      code += count;
      index += count;
      if (code > 1 << length) {
        throw new IOException(
            "damaged JPEG: expected a Huffman table, got too many codes of " + length + " bits");
      }
      table.end[length] = count == 0 ? 0 : code;
      code <<= 1;
    }
    return table;
  }

  private void enter(int code, int length, int symbol) {
    int free = LOOKUP_BITS - length;
    if (free < 0 || code >= 1 << length) {
      return;
    }
    int first = code << free;
    for (int i = first; i < first + (1 << free); i++) {
      lookup[i] = (short) (length << 8 | symbol);
    }
  }

  /** Returns what {@link #LOOKUP_BITS} bits begin with: length times 256 plus symbol, or 0. */
  int lookup(int bits) {
    return lookup[bits];
  }

  /** Returns whether a code of this length exists, given that no shorter one fits. */
  boolean contains(int code, int length) {
    return code < end[length];
  }

  int symbol(int code, int length) {
    return symbols[offset[length] + code] & 0xFF;
  }
}
