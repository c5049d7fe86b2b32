// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Checks a PNG file: every chunk with its checksum up to the end chunk, and that the pixel data
 * decompresses to the number of bytes that the header implies.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int HEADER_BYTES = 13;
  /** Length, type and checksum around a chunk's data. */
  private static final int CHUNK_EXTRA = 12;
  /** First column, first row, column step, row step of the seven interlace passes. */
  private static final int[][] PASSES = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private final byte[] file;
  private final ByteBuffer bytes;
  private final Inflater inflater = new Inflater();
  private final byte[] scratch = new byte[1 << 14];
  private long expected;
  private long inflated;

  PngFile(byte[] file) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(file);
  }

  static boolean matches(byte[] file) {
    return file.length >= SIGNATURE.length
        && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  void check() throws IOException {
    try {
      int at = SIGNATURE.length;
      String type;
      do {
        int length = chunkLength(at);
        type = new String(file, at + 4, 4, StandardCharsets.US_ASCII);
        checkChecksum(at, length, type);
        if (at == SIGNATURE.length) {
          readHeader(type, at + 8, length);
        }
        if (type.equals("IDAT")) {
          inflate(at + 8, length);
        }
        at += length + CHUNK_EXTRA;
      } while (!type.equals("IEND"));
    } finally {
      inflater.end();
    }
    if (inflated < expected) {
      throw new IOException(
          "truncated PNG: expected " + expected + " bytes of pixel data, got " + inflated);
    }
  }

  private int chunkLength(int at) throws IOException {
    int left = file.length - at - CHUNK_EXTRA;
    int length = left < 0 ? 0 : bytes.getInt(at);
    if (left < 0 || length < 0 || length > left) {
      throw new IOException("truncated PNG: expected a whole chunk at byte " + at
          + ", got the end of the file at byte " + file.length);
    }
    return length;
  }

  private void checkChecksum(int at, int length, String type) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(file, at + 4, length + 4);
    if ((int) crc.getValue() != bytes.getInt(at + 8 + length)) {
      throw new IOException(
          "damaged PNG: wrong checksum of chunk " + printable(type) + " at byte " + at);
    }
  }

  private static String printable(String type) {
    return type.chars().allMatch(Character::isLetter) ? type : "of unknown type";
  }

  private void readHeader(String type, int at, int length) throws IOException {
    if (!type.equals("IHDR") || length != HEADER_BYTES) {
      throw new IOException("damaged PNG: expected the header chunk first");
    }
    long width = bytes.getInt(at) & 0xFFFF_FFFFL;
    long height = bytes.getInt(at + 4) & 0xFFFF_FFFFL;
    int depth = file[at + 8];
    PictureFile.checkHeader(width, height, depth);
    long bits = (long) depth * samplesPerPixel(file[at + 9]);
    boolean interlaced = file[at + 12] != 0;
    expected = 0;
    for (int[] pass : interlaced ? PASSES : new int[][] {{0, 0, 1, 1}}) {
      long columns = (width - pass[0] + pass[2] - 1) / pass[2];
      long rows = (height - pass[1] + pass[3] - 1) / pass[3];
      if (columns > 0 && rows > 0) {
        // each row starts with the number of its filter
        expected += rows * (1 + (columns * bits + 7) / 8);
      }
    }
  }

  private static int samplesPerPixel(int colourType) throws IOException {
    return switch (colourType) {
      case 0, 3 -> 1;
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default ->
        throw new IOException(
            "damaged PNG: expected a colour type of 0, 2, 3, 4 or 6, got " + colourType);
    };
  }

  private void inflate(int at, int length) throws IOException {
    inflater.setInput(file, at, length);
    try {
      while (!inflater.needsInput() && !inflater.finished() && inflated < expected) {
        int count = inflater.inflate(scratch);
        if (count == 0 && inflater.needsDictionary()) {
          throw new IOException("damaged PNG: pixel data needs a dictionary");
        }
        inflated += count;
      }
    } catch (DataFormatException e) {
      throw new IOException("damaged PNG: pixel data can't be decompressed");
    }
  }
}
