// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.internal.picture.PngHeader.Color;
import io.github.sam4j.io.internal.picture.PngHeader.Pass;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a PNG, decoded without loss: palettes are resolved, grey of fewer bits is scaled to
 * 0..255 (PNG, third edition, 13.12), and transparency is kept if asked for.
 */
final class PngPixels {
  private static final int OPAQUE = 255;

  private final PngHeader header;
  private final byte[] rgb;
  /** Empty unless transparency is asked for. */
  private final byte[] alpha;
  /** Colours by index, three bytes each; empty if there is none. */
  private final byte[] palette;

  private final byte[] paletteAlpha;
  /** The samples of the one transparent colour; empty if there is none. */
  private final int[] transparentColor;

  /** The samples of one pixel. */
  private final int[] samples;

  private PngPixels(
      PngHeader header,
      byte[] palette,
      byte[] paletteAlpha,
      int[] transparentColor,
      boolean withAlpha) {
    this.header = header;
    this.palette = palette;
    this.paletteAlpha = paletteAlpha;
    this.transparentColor = transparentColor;
    int pixels = header.width() * header.height();
    this.rgb = new byte[3 * pixels];
    this.alpha = new byte[withAlpha ? pixels : 0];
    this.samples = new int[header.color().samples()];
  }

  /** Returns pixels that aren't read yet, without transparency. */
  static PngPixels opaque(PngHeader header, @Nullable ByteBuffer palette) throws IOException {
    return new PngPixels(header, palette(header, palette), new byte[0], new int[0], false);
  }

  /** Returns pixels that aren't read yet, with the transparency of the tRNS chunk or of samples. */
  static PngPixels withAlpha(
      PngHeader header, @Nullable ByteBuffer palette, @Nullable ByteBuffer transparency)
      throws IOException {
    byte[] colors = palette(header, palette);
    byte[] paletteAlpha = new byte[colors.length / 3];
    Arrays.fill(paletteAlpha, (byte) OPAQUE);
    int[] transparentColor = new int[0];
    if (transparency != null) {
      int length = transparency.remaining();
      boolean indexed = header.color() == Color.PALETTE;
      boolean fits = switch (header.color()) {
        case PALETTE -> length <= paletteAlpha.length;
        case GREY, RGB -> length == 2 * header.color().samples();
        case GREY_ALPHA, RGB_ALPHA -> false;
      };
      if (!fits) {
        throw new IOException("damaged PNG: expected a tRNS chunk that fits the colour type "
            + header.color() + ", got " + length + " bytes");
      }
      if (indexed) {
        transparency.get(0, paletteAlpha, 0, length);
      } else {
        transparentColor = new int[header.color().samples()];
        for (int i = 0; i < transparentColor.length; i++) {
          transparentColor[i] = transparency.getShort(2 * i) & ((1 << header.depth()) - 1);
        }
      }
    }
    return new PngPixels(header, colors, paletteAlpha, transparentColor, true);
  }

  private static byte[] palette(PngHeader header, @Nullable ByteBuffer chunk) throws IOException {
    if (header.color() != Color.PALETTE) {
      return new byte[0];
    }
    int length = chunk == null ? 0 : chunk.remaining();
    if (chunk == null || length == 0 || length % 3 != 0 || length / 3 > 1 << header.depth()) {
      throw new IOException("damaged PNG: expected a palette of 1 to " + (1 << header.depth())
          + " colours, got " + length + " bytes");
    }
    byte[] colors = new byte[length];
    chunk.get(0, colors);
    return colors;
  }

  void read(List<ByteBuffer> pixelData) throws IOException {
    try (PngRows rows = new PngRows(header, pixelData)) {
      for (Pass pass : header.passes()) {
        int columns = pass.columns(header);
        if (columns == 0) {
          continue;
        }
        rows.startPass(header.rowBytes(columns));
        for (int y = pass.y(); y < header.height(); y += pass.rowStep()) {
          putRow(rows.next(), y, pass, columns);
        }
      }
      rows.finish();
    }
  }

  private void putRow(byte[] row, int y, Pass pass, int columns) throws IOException {
    int start = y * header.width();
    if (header.color() == Color.RGB && alpha.length == 0 && !header.interlaced()) {
      System.arraycopy(row, 0, rgb, 3 * start, row.length);
      return;
    }
    for (int i = 0; i < columns; i++) {
      for (int s = 0; s < samples.length; s++) {
        samples[s] = sample(row, i * samples.length + s);
      }
      putPixel(start + pass.x() + i * pass.columnStep());
    }
  }

  private int sample(byte[] row, int index) {
    int depth = header.depth();
    if (depth == 8) {
      return row[index] & 0xFF;
    }
    int bit = index * depth;
    return (row[bit >> 3] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  }

  private void putPixel(int pixel) throws IOException {
    switch (header.color()) {
      case GREY, GREY_ALPHA -> {
        byte grey = (byte) (samples[0] * 255 / ((1 << header.depth()) - 1));
        Arrays.fill(rgb, 3 * pixel, 3 * pixel + 3, grey);
      }
      case RGB, RGB_ALPHA -> {
        for (int channel = 0; channel < 3; channel++) {
          rgb[3 * pixel + channel] = (byte) samples[channel];
        }
      }
      case PALETTE -> {
        if (3 * samples[0] >= palette.length) {
          throw new IOException("damaged PNG: expected an index into the palette's "
              + palette.length / 3 + " colours, got " + samples[0] + " at pixel ("
              + pixel % header.width() + ", " + pixel / header.width() + ")");
        }
        System.arraycopy(palette, 3 * samples[0], rgb, 3 * pixel, 3);
      }
    }
    if (alpha.length > 0) {
      alpha[pixel] = (byte) sampleAlpha();
    }
  }

  private int sampleAlpha() {
    return switch (header.color()) {
      case GREY_ALPHA, RGB_ALPHA -> samples[samples.length - 1];
      case PALETTE -> paletteAlpha[samples[0]];
      case GREY, RGB -> Arrays.equals(samples, transparentColor) ? 0 : OPAQUE;
    };
  }

  RgbImage image() {
    return RgbImage.of(header.width(), header.height(), rgb);
  }

  /** Returns the opacity of each pixel, 0 to 255, row-major. */
  byte[] alpha() {
    return alpha.clone();
  }
}
