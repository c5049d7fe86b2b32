// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The frame of a JPEG: its size and its components, and what scans have told of them so far. */
final class JpegFrame {
  private static final int MAX_SAMPLING = 4;
  private static final int BLOCK = 8;

  /** A component: samples of one kind, in blocks of 8 by 8. */
  final class Component {
    private final int id;
    private final int horizontal;
    private final int vertical;
    /** By coefficient: the lowest bit that has been coded, -1 before the first scan of it. */
    private final int[] lowestBit = new int[BLOCK * BLOCK];
    /** By block: which coefficients aren't zero; only kept if there can be refinements. */
    private long[] nonZero = {};

    Component(int id, int horizontal, int vertical) {
      this.id = id;
      this.horizontal = horizontal;
      this.vertical = vertical;
      Arrays.fill(lowestBit, -1);
    }

    /** Returns the columns of blocks in a unit of an interleaved scan. */
    int horizontal() {
      return horizontal;
    }

    int vertical() {
      return vertical;
    }

    /** Returns the columns of blocks that hold samples. */
    int columns() {
      return divideUp(divideUp(width * horizontal, maxHorizontal()), BLOCK);
    }

    int rows() {
      return divideUp(divideUp(height * vertical, maxVertical()), BLOCK);
    }

    /** Returns one number per block that holds samples, whose bits are its coefficients. */
    long[] nonZero() {
      if (nonZero.length == 0) {
        nonZero = new long[columns() * rows()];
      }
      return nonZero;
    }

    /**
     * Notes that a scan codes coefficients down to a bit.
     *
     * @param earlier the lowest bit before it, 0 if this is the first
     * @throws IOException if the scan doesn't follow on those before
     */
    void code(int from, int to, int earlier, int lowest) throws IOException {
      boolean ordered = from == 0 || lowestBit[0] >= 0;
      for (int i = from; i <= to; i++) {
        ordered &= earlier == Math.max(0, lowestBit[i]);
        lowestBit[i] = lowest;
      }
      if (!ordered) {
        throw new IOException("damaged JPEG: expected scans in their order, got coefficients "
            + from + " to " + to + " of component " + id + " too early or twice");
      }
    }

    boolean isCoded() {
      return lowestBit[0] >= 0;
    }
  }

  private final int width;
  private final int height;
  private final boolean progressive;
  private final List<Component> components = new ArrayList<>();

  private JpegFrame(int width, int height, boolean progressive) {
    this.width = width;
    this.height = height;
    this.progressive = progressive;
  }

  /** Reads a frame header behind its length. */
  static JpegFrame parse(ByteBuffer segment, boolean progressive) throws IOException {
    int count = segment.remaining() < 6 ? 0 : segment.get(5) & 0xFF;
    if (count < 1 || count > 4 || segment.remaining() != 6 + 3 * count) {
      throw new IOException("damaged JPEG: expected a frame of 1 to 4 components, got " + count
          + " in " + segment.remaining() + " bytes");
    }
    int bits = segment.get(0) & 0xFF;
    int height = segment.getShort(1) & 0xFFFF;
    int width = segment.getShort(3) & 0xFFFF;
    PictureFile.checkHeader(width, height, bits);
    JpegFrame frame = new JpegFrame(width, height, progressive);
    for (int at = 6; at < segment.remaining(); at += 3) {
      int horizontal = segment.get(at + 1) >> 4 & 0xF;
      int vertical = segment.get(at + 1) & 0xF;
      if (Math.min(horizontal, vertical) < 1 || Math.max(horizontal, vertical) > MAX_SAMPLING) {
        throw new IOException("damaged JPEG: expected sampling factors of 1 to 4, got " + horizontal
            + " and " + vertical);
      }
      frame.components.add(frame.new Component(segment.get(at) & 0xFF, horizontal, vertical));
    }
    return frame;
  }

  /** Returns the number of components. */
  int components() {
    return components.size();
  }

  boolean isProgressive() {
    return progressive;
  }

  /** Returns the first component of an identifier that isn't among those taken. */
  Component component(int id, List<Component> taken) throws IOException {
    for (Component component : components) {
      if (component.id == id && !taken.contains(component)) {
        return component;
      }
    }
    throw new IOException("damaged JPEG: expected a component of the frame, got " + id);
  }

  /** Returns the columns of units in an interleaved scan. */
  int unitColumns() {
    return divideUp(width, BLOCK * maxHorizontal());
  }

  int unitRows() {
    return divideUp(height, BLOCK * maxVertical());
  }

  private int maxHorizontal() {
    return components.stream().mapToInt(component -> component.horizontal).max().orElseThrow();
  }

  private int maxVertical() {
    return components.stream().mapToInt(component -> component.vertical).max().orElseThrow();
  }

  private static int divideUp(int dividend, int divisor) {
    return (dividend + divisor - 1) / divisor;
  }

  /** Checks that bytes can hold the picture: the first scan takes a bit for each block at least. */
  void checkDataFits(int bytes) throws IOException {
    if ((long) bytes * 8 * BLOCK * BLOCK < (long) width * height) {
      throw new IOException("truncated JPEG: expected a picture of " + width + "x" + height
          + ", got " + bytes + " bytes, which cannot hold it");
    }
  }

  /** Checks that there was a scan of each component. */
  void checkCoded() throws IOException {
    for (Component component : components) {
      if (!component.isCoded()) {
        throw new IOException("damaged JPEG: expected a scan of each component before the end, got "
            + "none of component " + component.id);
      }
    }
  }
}
