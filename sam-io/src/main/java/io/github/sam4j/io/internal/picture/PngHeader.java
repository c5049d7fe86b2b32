// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The header chunk of a PNG of at most 8 bits per sample.
 *
 * @param width columns
 * @param height rows
 * @param depth bits per sample, or per index into the palette
 * @param color the kind of samples that a pixel has
 * @param interlaced whether the rows come in the seven passes of Adam7
 */
record PngHeader(int width, int height, int depth, Color color, boolean interlaced) {
  /** Kinds of samples of a pixel. */
  enum Color {
    GREY(0, 1),
    RGB(2, 3),
    PALETTE(3, 1),
    GREY_ALPHA(4, 2),
    RGB_ALPHA(6, 4);

    private final int code;
    private final int samples;

    Color(int code, int samples) {
      this.code = code;
      this.samples = samples;
    }

    int samples() {
      return samples;
    }

    /** Only single samples may share a byte. */
    boolean allows(int depth) {
      return depth == 8 || (samples == 1 && (depth == 1 || depth == 2 || depth == 4));
    }
  }

  /** A part of the picture whose rows follow each other in the pixel data. */
  record Pass(int x, int y, int columnStep, int rowStep) {
    int columns(PngHeader header) {
      return Math.max(0, (header.width - x + columnStep - 1) / columnStep);
    }

    int rows(PngHeader header) {
      return Math.max(0, (header.height - y + rowStep - 1) / rowStep);
    }
  }

  private static final int BYTES = 13;
  /** What a byte of deflated data can become at most. */
  private static final int MAX_DEFLATION = 1032;

  private static final List<Pass> WHOLE = List.of(new Pass(0, 0, 1, 1));
  private static final List<Pass> ADAM7 = List.of(
      new Pass(0, 0, 8, 8),
      new Pass(4, 0, 8, 8),
      new Pass(0, 4, 4, 8),
      new Pass(2, 0, 4, 4),
      new Pass(0, 2, 2, 4),
      new Pass(1, 0, 2, 2),
      new Pass(0, 1, 1, 2));

  static PngHeader parse(ByteBuffer data) throws IOException {
    if (data.remaining() != BYTES) {
      throw new IOException(
          "damaged PNG: expected a header of " + BYTES + " bytes, got " + data.remaining());
    }
    long width = data.getInt(0) & 0xFFFF_FFFFL;
    long height = data.getInt(4) & 0xFFFF_FFFFL;
    int depth = data.get(8) & 0xFF;
    PictureFile.checkHeader(width, height, depth);
    Color color = color(data.get(9) & 0xFF);
    int interlace = data.get(12);
    if (!color.allows(depth) || data.get(10) != 0 || data.get(11) != 0 || interlace >>> 1 != 0) {
      throw new IOException(
          "damaged PNG: expected known methods and a depth of the colour type, got "
              + "depth " + depth + " for colour type " + color.code + ", compression "
              + data.get(10)
              + ", filter " + data.get(11) + ", interlace " + interlace);
    }
    return new PngHeader(
        Math.toIntExact(width), Math.toIntExact(height), depth, color, interlace == 1);
  }

  private static Color color(int code) throws IOException {
    for (Color color : Color.values()) {
      if (color.code == code) {
        return color;
      }
    }
    throw new IOException("damaged PNG: expected a colour type of 0, 2, 3, 4 or 6, got " + code);
  }

  List<Pass> passes() {
    return interlaced ? ADAM7 : WHOLE;
  }

  /** Returns the bytes of a row of so many pixels, without the number of its filter. */
  int rowBytes(int columns) {
    return Math.toIntExact(((long) columns * depth * color.samples + 7) / 8);
  }

  /** Returns the number of bytes of all rows, each beginning with the number of its filter. */
  long pixelBytes() {
    long bytes = 0;
    for (Pass pass : passes()) {
      int columns = pass.columns(this);
      bytes += columns == 0 ? 0 : pass.rows(this) * (1L + rowBytes(columns));
    }
    return bytes;
  }

  /** Checks that compressed data can hold the pixels, before anything is allocated for them. */
  void checkDataFits(long compressed) throws IOException {
    if (compressed * MAX_DEFLATION < pixelBytes()) {
      throw new IOException("truncated PNG: expected " + pixelBytes()
          + " bytes of pixel data, got too few, " + compressed + " compressed ones");
    }
  }
}
