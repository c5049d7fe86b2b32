// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import io.github.sam4j.image.RgbImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A PNG file: its chunks with their checksums up to the end chunk.
 *
 * <p>The picture is the one of the IDAT chunks, the still picture of an animated PNG too (PNG,
 * third edition, 4.1). Of the chunks that a decoder may ignore only tRNS and eXIf are read: no
 * animation, colour profile or gamma changes a sample.
 */
final class PngFile extends PictureFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  /** Length, type and checksum around a chunk's data. */
  private static final int CHUNK_EXTRA = 12;

  private final PngHeader header;
  private final @Nullable ByteBuffer palette;
  private final @Nullable ByteBuffer transparency;
  private final @Nullable ByteBuffer exif;
  private final List<ByteBuffer> pixelData;

  private PngFile(Chunks chunks, PngHeader header) {
    this.header = header;
    this.palette = chunks.palette;
    this.transparency = chunks.transparency;
    this.exif = chunks.exif;
    this.pixelData = List.copyOf(chunks.pixelData);
  }

  static boolean recognises(byte[] file) {
    return file.length >= SIGNATURE.length
        && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  static PngFile parse(byte[] file) throws IOException {
    Chunks chunks = new Chunks(file);
    PngHeader header = chunks.read();
    header.checkDataFits(
        chunks.pixelData.stream().mapToLong(ByteBuffer::remaining).sum());
    return new PngFile(chunks, header);
  }

  @Override
  public RgbImage decode() throws IOException {
    PngPixels pixels = PngPixels.opaque(header, palette);
    pixels.read(pixelData);
    return pixels.image();
  }

  @Override
  public RgbImage decodeLabels() throws IOException {
    PngPixels pixels = PngPixels.withAlpha(header, palette, transparency);
    pixels.read(pixelData);
    return Transparency.labels(pixels.image(), pixels.alpha());
  }

  @Override
  Optional<ByteBuffer> exif() {
    return Optional.ofNullable(exif);
  }

  /** Walks over the chunks and keeps those that matter. */
  private static final class Chunks {
    private final byte[] file;
    private final ByteBuffer bytes;
    private final List<ByteBuffer> pixelData = new ArrayList<>();
    private @Nullable PngHeader header;
    private @Nullable ByteBuffer palette;
    private @Nullable ByteBuffer transparency;
    private @Nullable ByteBuffer exif;

    Chunks(byte[] file) {
      this.file = file;
      this.bytes = ByteBuffer.wrap(file);
    }

    PngHeader read() throws IOException {
      int at = SIGNATURE.length;
      String type = "";
      String before;
      do {
        int length = chunkLength(at);
        before = type;
        type = new String(file, at + 4, 4, StandardCharsets.US_ASCII);
        checkChecksum(at, length, type);
        keep(type, before, at, bytes.slice(at + 8, length));
        at += length + CHUNK_EXTRA;
      } while (!type.equals("IEND"));
      if (header == null || pixelData.isEmpty()) {
        throw new IOException("damaged PNG: expected pixel data before the end");
      }
      return header;
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

    private void keep(String type, String before, int at, ByteBuffer data) throws IOException {
      if ((header == null) != type.equals("IHDR")) {
        throw new IOException("damaged PNG: expected the header chunk first, and once");
      }
      switch (type) {
        case "IHDR" -> header = PngHeader.parse(data);
        case "PLTE" -> {
          checkBeforePixels(type, palette);
          palette = data;
        }
        case "tRNS" -> {
          checkBeforePixels(type, transparency);
          transparency = data;
        }
        case "eXIf" -> exif = exif == null ? data : exif;
        case "IDAT" -> {
          if (!pixelData.isEmpty() && !before.equals("IDAT")) {
            throw new IOException("damaged PNG: expected the chunks of pixel data in a row, got "
                + printable(before) + " before byte " + at);
          }
          pixelData.add(data);
        }
        case "IEND" -> {}
        default -> {
          boolean required = (file[at + 4] & 0x20) == 0;
          if (required) {
            throw new IOException("expected a PNG of the standard, got a required chunk "
                + printable(type) + " at byte " + at);
          }
        }
      }
    }

    private void checkBeforePixels(String type, @Nullable ByteBuffer earlier) throws IOException {
      if (earlier != null || !pixelData.isEmpty()) {
        throw new IOException(
            "damaged PNG: expected chunk " + type + " once, and before the pixel data");
      }
    }
  }
}
