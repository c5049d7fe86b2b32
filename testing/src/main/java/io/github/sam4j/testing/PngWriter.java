// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files chunk by chunk, sound and unsound ones. */
public final class PngWriter {
  /** Colour types of the header. */
  public static final int GREY = 0;

  public static final int RGB = 2;
  public static final int PALETTE = 3;
  public static final int GREY_ALPHA = 4;
  public static final int RGB_ALPHA = 6;

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  private PngWriter() {
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
  }

  /** Begins a file that isn't interlaced. */
  public static PngWriter of(int width, int height, int depth, int colorType) {
    return of(width, height, depth, colorType, /* interlaced= */ false);
  }

  /** Begins a file. */
  public static PngWriter of(int width, int height, int depth, int colorType, boolean interlaced) {
    return new PngWriter()
        .chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) depth)
                .put((byte) colorType)
                .put(new byte[2])
                .put((byte) (interlaced ? 1 : 0))
                .array());
  }

  /** Adds a chunk with its checksum. */
  public PngWriter chunk(String type, byte... data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 checksum = new CRC32();
    checksum.update(name);
    checksum.update(data);
    file.writeBytes(ByteBuffer.allocate(data.length + 12)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) checksum.getValue())
        .array());
    return this;
  }

  /** Adds a chunk of palette colours, or of opacities, or of one transparent colour. */
  public PngWriter chunk(String type, int[] values) {
    return chunk(type, bytes(values));
  }

  /** Adds pixel data: rows that begin with the number of their filter, as one chunk. */
  public PngWriter rows(byte[] rows) {
    return chunk("IDAT", deflate(rows));
  }

  /** Adds pixel data of 8-bit samples: rows without filters. */
  public PngWriter samples(int rowBytes, int... samples) {
    ByteBuffer rows =
        ByteBuffer.allocate(samples.length + (samples.length + rowBytes - 1) / rowBytes);
    for (int i = 0; i < samples.length; i++) {
      if (i % rowBytes == 0) {
        rows.put((byte) 0);
      }
      rows.put((byte) samples[i]);
    }
    return rows(rows.array());
  }

  /** Compresses pixel data. */
  public static byte[] deflate(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    byte[] target = new byte[data.length + 1000];
    int length = deflater.deflate(target);
    deflater.end();
    return Arrays.copyOf(target, length);
  }

  private static byte[] bytes(int[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  /** Ends the file and returns it. */
  public byte[] end() {
    return chunk("IEND").file.toByteArray();
  }
}
