// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The rows of a PNG: decompresses the pixel data and undoes the filters (PNG, third edition, 9).
 * Anything but exactly the rows that the header implies is damage.
 */
final class PngRows implements AutoCloseable {
  private final Inflater inflater = new Inflater();
  private final Iterator<ByteBuffer> chunks;
  private final long expected;
  /** Distance in bytes to the sample on the left. */
  private final int step;

  private final byte[] filter = new byte[1];
  private byte[] row = new byte[0];
  private byte[] above = new byte[0];
  private long inflated;

  PngRows(PngHeader header, List<ByteBuffer> chunks) {
    this.chunks = chunks.iterator();
    this.expected = header.pixelBytes();
    this.step = Math.max(1, header.rowBytes(1));
  }

  /** Begins a pass, whose first row has nothing above it. */
  void startPass(int rowBytes) {
    row = new byte[rowBytes];
    above = new byte[rowBytes];
  }

  /** Returns the next row of the pass, which the next call overwrites. */
  byte[] next() throws IOException {
    byte[] older = above;
    above = row;
    row = older;
    inflate(filter);
    inflate(row);
    switch (filter[0]) {
      case 0 -> {}
      case 1 -> addLeft();
      case 2 -> addAbove();
      case 3 -> addAverage();
      case 4 -> addPaeth();
      default ->
        throw new IOException(
            "damaged PNG: expected a filter of 0 to 4 before each row, got " + (filter[0] & 0xFF));
    }
    return row;
  }

  private void inflate(byte[] target) throws IOException {
    int filled = 0;
    while (filled < target.length) {
      int count = inflateSome(target, filled);
      filled += count;
      inflated += count;
      if (count == 0 && isAtEnd()) {
        throw new IOException(
            "truncated PNG: expected " + expected + " bytes of pixel data, got " + inflated);
      }
    }
  }

  private int inflateSome(byte[] target, int from) throws IOException {
    try {
      int count = inflater.inflate(target, from, target.length - from);
      if (count == 0 && inflater.needsDictionary()) {
        throw new IOException("damaged PNG: pixel data needs a dictionary");
      }
      return count;
    } catch (DataFormatException e) {
      throw new IOException("damaged PNG: pixel data can't be decompressed", e);
    }
  }

  /** Feeds the next chunk if the last one is used up; returns whether nothing more can come. */
  private boolean isAtEnd() {
    if (inflater.finished()) {
      return true;
    }
    if (inflater.needsInput()) {
      if (!chunks.hasNext()) {
        return true;
      }
      inflater.setInput(chunks.next().duplicate());
    }
    return false;
  }

  /** Checks that the data end after the last row, with the right checksum. */
  void finish() throws IOException {
    int more = 0;
    while (more == 0 && !isAtEnd()) {
      more = inflateSome(filter, 0);
    }
    if (more == 0 && !inflater.finished()) {
      throw new IOException("truncated PNG: expected a checksum after the pixel data");
    }
    long left = inflater.getRemaining();
    while (chunks.hasNext()) {
      left += chunks.next().remaining();
    }
    if (more > 0 || left > 0) {
      throw new IOException("damaged PNG: expected " + expected
          + " bytes of pixel data, got more than the header implies");
    }
  }

  private void addLeft() {
    for (int i = step; i < row.length; i++) {
      row[i] += row[i - step];
    }
  }

  private void addAbove() {
    for (int i = 0; i < row.length; i++) {
      row[i] += above[i];
    }
  }

  private void addAverage() {
    for (int i = 0; i < row.length; i++) {
      int left = i < step ? 0 : row[i - step] & 0xFF;
      row[i] += (byte) ((left + (above[i] & 0xFF)) >> 1);
    }
  }

  private void addPaeth() {
    for (int i = 0; i < row.length; i++) {
      int left = i < step ? 0 : row[i - step] & 0xFF;
      int aboveLeft = i < step ? 0 : above[i - step] & 0xFF;
      row[i] += (byte) paeth(left, above[i] & 0xFF, aboveLeft);
    }
  }

  /** Returns the neighbour closest to {@code left + above - aboveLeft}, in this order if equal. */
  private static int paeth(int left, int above, int aboveLeft) {
    int toLeft = Math.abs(above - aboveLeft);
    int toAbove = Math.abs(left - aboveLeft);
    int toAboveLeft = Math.abs(left + above - 2 * aboveLeft);
    if (toLeft <= toAbove && toLeft <= toAboveLeft) {
      return left;
    }
    return toAbove <= toAboveLeft ? above : aboveLeft;
  }

  @Override
  public void close() {
    inflater.end();
  }
}
