// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import io.github.sam4j.io.internal.picture.JpegFrame.Component;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan of a JPEG, whose compressed data are read without computing a pixel (ITU-T T.81, annexes F
 * and G). Decoders fill what is damaged with grey and go on; here it is an error.
 */
final class JpegScan {
  private static final int LAST = 63;

  private final JpegFrame frame;
  private final JpegTables tables;
  private final List<Component> components = new ArrayList<>();
  private final List<@Nullable HuffmanTable> dcTables = new ArrayList<>();
  private final List<@Nullable HuffmanTable> acTables = new ArrayList<>();
  private final int from;
  private final int to;
  /** The lowest bit that earlier scans coded; 0 in the first one. */
  private final int earlier;

  private final int lowest;
  private final JpegBits bits;
  private final byte[] file;
  /** Blocks that follow in which no coefficient becomes other than zero. */
  private int emptyBlocks;

  /**
   * Reads a scan header.
   *
   * @param segment the header behind its length
   * @param data the index of the first byte of compressed data
   */
  JpegScan(JpegFrame frame, JpegTables tables, ByteBuffer segment, byte[] file, int data)
      throws IOException {
    int count = segment.remaining() < 1 ? 0 : segment.get(0) & 0xFF;
    if (count < 1 || count > 4 || segment.remaining() != 4 + 2 * count) {
      throw new IOException("damaged JPEG: expected a scan of 1 to 4 components, got " + count
          + " in " + segment.remaining() + " bytes");
    }
    this.frame = frame;
    this.tables = tables;
    this.file = file;
    this.bits = new JpegBits(file, data);
    for (int i = 0; i < count; i++) {
      components.add(frame.component(segment.get(1 + 2 * i) & 0xFF, components));
      int selectors = segment.get(2 + 2 * i);
      dcTables.add(tables.dc((selectors >> 4) & 0xF));
      acTables.add(tables.ac(selectors & 0xF));
    }
    from = segment.get(1 + 2 * count) & 0xFF;
    to = segment.get(2 + 2 * count) & 0xFF;
    earlier = segment.get(3 + 2 * count) >> 4 & 0xF;
    lowest = segment.get(3 + 2 * count) & 0xF;
    checkCoefficients();
    for (Component component : components) {
      component.code(from, to, earlier, lowest);
    }
  }

  private void checkCoefficients() throws IOException {
    boolean valid = frame.isProgressive()
        ? to <= LAST
            && (from == 0 ? to == 0 : from <= to && components.size() == 1)
            && (earlier == 0 || lowest == earlier - 1)
            && lowest <= 13
        : from == 0 && to == LAST && earlier == 0 && lowest == 0;
    if (!valid) {
      throw new IOException("damaged JPEG: expected coefficients that a scan can have, got " + from
          + " to " + to + ", bits " + earlier + " to " + lowest + ", of " + components.size()
          + " components");
    }
  }

  /**
   * Reads the data.
   *
   * @return the index of the byte at which the next marker begins
   */
  int read() throws IOException {
    Component first = components.get(0);
    boolean interleaved = components.size() > 1;
    int columns = interleaved ? frame.unitColumns() : first.columns();
    int rows = interleaved ? frame.unitRows() : first.rows();
    int units = 0;
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (tables.restartInterval() > 0 && units > 0 && units % tables.restartInterval() == 0) {
          restart(units / tables.restartInterval() - 1);
        }
        if (interleaved) {
          readUnit();
        } else {
          readBlock(0, row * columns + column);
        }
        units++;
      }
    }
    return bits.align();
  }

  private void restart(int number) throws IOException {
    int marker = bits.align();
    while (marker + 1 < file.length && file[marker] == -1 && file[marker + 1] == -1) {
      marker++;
    }
    int expected = 0xD0 + number % 8;
    if (marker + 1 >= file.length || (file[marker + 1] & 0xFF) != expected) {
      throw new IOException("damaged JPEG: expected a restart marker "
          + Integer.toHexString(expected) + " at byte " + marker);
    }
    bits.resume(marker + 2);
    emptyBlocks = 0;
  }

  private void readUnit() throws IOException {
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      for (int block = component.horizontal() * component.vertical(); block > 0; block--) {
        // only scans of one component refine coefficients that a block's index identifies
        readBlock(i, 0);
      }
    }
  }

  private void readBlock(int component, int block) throws IOException {
    if (!frame.isProgressive()) {
      readDc(component);
      readAc(required(acTables.get(component)));
    } else if (from == 0) {
      if (earlier == 0) {
        readDc(component);
      } else {
        bits.skip(1);
      }
    } else if (earlier == 0) {
      readFirst(required(acTables.get(component)), components.get(component).nonZero(), block);
    } else {
      readRefinement(
          required(acTables.get(component)), components.get(component).nonZero(), block);
    }
  }

  private static HuffmanTable required(@Nullable HuffmanTable table) throws IOException {
    if (table == null) {
      throw new IOException("damaged JPEG: expected a Huffman table before the scan that uses it");
    }
    return table;
  }

  private void readDc(int component) throws IOException {
    int length = bits.symbol(required(dcTables.get(component)));
    if (length > 15) {
      throw badCode(length);
    }
    bits.skip(length);
  }

  private static IOException badCode(int symbol) {
    return new IOException(
        "damaged JPEG: bad Huffman code, of a symbol that cannot be here, " + symbol);
  }

  private void readAc(HuffmanTable table) throws IOException {
    int k = 1;
    while (k <= LAST) {
      int symbol = bits.symbol(table);
      int zeros = symbol >> 4;
      int length = symbol & 0xF;
      if (length == 0 && zeros < 15) {
        if (zeros > 0) {
          throw badCode(symbol);
        }
        return;
      }
      k += zeros + 1;
      if (k > LAST + 1) {
        throw badCode(symbol);
      }
      bits.skip(length);
    }
  }

  private void readFirst(HuffmanTable table, long[] nonZero, int block) throws IOException {
    if (emptyBlocks > 0) {
      emptyBlocks--;
      return;
    }
    int k = from;
    while (k <= to) {
      int symbol = bits.symbol(table);
      int zeros = symbol >> 4;
      int length = symbol & 0xF;
      if (length == 0 && zeros < 15) {
        emptyBlocks = run(zeros) - 1;
        return;
      }
      k += zeros;
      if (k > to) {
        throw badCode(symbol);
      }
      if (length > 0) {
        nonZero[block] |= 1L << k;
        bits.skip(length);
      }
      k++;
    }
  }

  /** Returns the number of blocks without further coefficients, this one included. */
  private int run(int length) throws IOException {
    return (1 << length) + bits.read(length);
  }

  private void readRefinement(HuffmanTable table, long[] nonZero, int block) throws IOException {
    int k = from;
    while (emptyBlocks == 0 && k <= to) {
      int symbol = bits.symbol(table);
      int zeros = symbol >> 4;
      int length = symbol & 0xF;
      if (length > 1) {
        throw badCode(symbol);
      }
      if (length == 0 && zeros < 15) {
        emptyBlocks = run(zeros);
        break;
      }
      bits.skip(length);
      // zeros counts those that stay zero; each other one between them has a bit of its own
      while (k <= to && (isNonZero(nonZero[block], k) || zeros > 0)) {
        if (isNonZero(nonZero[block], k)) {
          bits.skip(1);
        } else {
          zeros--;
        }
        k++;
      }
      if (k > to) {
        if (length > 0 || zeros > 0) {
          throw badCode(symbol);
        }
        break;
      }
      if (length > 0) {
        nonZero[block] |= 1L << k;
      }
      k++;
    }
    if (emptyBlocks > 0) {
      for (; k <= to; k++) {
        bits.skip(isNonZero(nonZero[block], k) ? 1 : 0);
      }
      emptyBlocks--;
    }
  }

  private static boolean isNonZero(long coefficients, int k) {
    return ((coefficients >>> k) & 1) != 0;
  }
}
