// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.internal.opencv.PictureCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG file (ITU-T T.81): its segments from the marker of the start to that of the end.
 *
 * <p>The picture is the first one of the file: the primary one of a multi-picture file (CIPA
 * DC-007), never a thumbnail, since application segments are skipped by their length. Those that
 * don't say how colours are stored, and comments, aren't passed on to a decoder.
 */
final class JpegFile extends PictureFile {
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;
  private static final int COMMENT = 0xFE;
  private static final int APPLICATION = 0xE0;
  private static final String EXIF = "Exif\0\0";
  /** A block of 8 by 8 samples takes at least one bit of the first scan. */
  private static final int MAX_PIXELS_PER_BYTE = 8 * 8 * 8;

  private final byte[] essence;
  private final @Nullable ByteBuffer exif;

  private JpegFile(byte[] essence, @Nullable ByteBuffer exif) {
    this.essence = essence;
    this.exif = exif;
  }

  static boolean recognises(byte[] file) {
    return file.length >= 3
        && (file[0] & 0xFF) == 0xFF
        && (file[1] & 0xFF) == START
        && (file[2] & 0xFF) == 0xFF;
  }

  static JpegFile parse(byte[] file) throws IOException {
    Segments segments = new Segments(file);
    segments.read();
    return new JpegFile(segments.essence.toByteArray(), segments.exif);
  }

  @Override
  public RgbImage decode() throws IOException {
    JpegScans.check(essence);
    return PictureCodec.decodeJpeg(essence)
        .orElseThrow(() -> new IOException("expected a JPEG that can be decoded"));
  }

  @Override
  public RgbImage decodeLabels() throws IOException {
    throw new IOException("expected a mask or labels as PNG, got JPEG, which is lossy");
  }

  @Override
  Optional<ByteBuffer> exif() {
    return Optional.ofNullable(exif);
  }

  /** Walks from marker to marker and collects what a decoder needs. */
  private static final class Segments {
    private final byte[] file;
    private final ByteBuffer bytes;
    private final ByteArrayOutputStream essence;
    private @Nullable ByteBuffer exif;

    Segments(byte[] file) {
      this.file = file;
      this.bytes = ByteBuffer.wrap(file);
      this.essence = new ByteArrayOutputStream(file.length);
    }

    void read() throws IOException {
      boolean frameSeen = false;
      boolean scanSeen = false;
      int kept = 0;
      int at = 2;
      while (true) {
        at = nextMarker(at);
        int marker = file[at] & 0xFF;
        at++;
        if (marker == END) {
          break;
        }
        if (hasSegment(marker)) {
          int length = segmentLength(at);
          if (isFrame(marker)) {
            readFrame(marker, at, length);
            frameSeen = true;
          }
          scanSeen |= marker == SCAN;
          if (!isEssential(marker, at, length)) {
            essence.write(file, kept, at - 2 - kept);
            kept = at + length;
          }
          at += length;
        }
      }
      if (!frameSeen || !scanSeen) {
        throw new IOException("damaged JPEG: expected a frame and a scan before the end");
      }
      essence.write(file, kept, at - kept);
    }

    /** Returns the index of the next marker's second byte; compressed data before it is skipped. */
    private int nextMarker(int from) throws IOException {
      for (int at = from; at + 1 < file.length; at++) {
        int next = file[at + 1] & 0xFF;
        if ((file[at] & 0xFF) == 0xFF && next != 0 && next != 0xFF) {
          return at + 1;
        }
      }
      throw new IOException(
          "truncated JPEG: expected the end marker, got the end of the file at byte "
              + file.length);
    }

    private static boolean hasSegment(int marker) {
      boolean restart = marker >= 0xD0 && marker <= 0xD7;
      return !restart && marker != 0x01 && marker != START;
    }

    private int segmentLength(int at) throws IOException {
      int length = at + 2 <= file.length ? bytes.getShort(at) & 0xFFFF : 0;
      if (length < 2 || at + length > file.length) {
        throw new IOException("truncated JPEG: expected a whole segment at byte " + at
            + ", got the end of the file at byte " + file.length);
      }
      return length;
    }

    /** Application segments 0 (JFIF) and 14 (Adobe) say whether samples are RGB or YCbCr. */
    private boolean isEssential(int marker, int at, int length) {
      int content = at + 2;
      if (marker == APPLICATION + 1 && exif == null && startsWith(EXIF, content)) {
        int tiff = content + EXIF.length();
        exif = bytes.slice(tiff, at + length - tiff);
      }
      boolean isApplication = marker >= APPLICATION && marker < APPLICATION + 16;
      return marker != COMMENT
          && (!isApplication
              || (marker == APPLICATION && startsWith("JFIF\0", content))
              || (marker == APPLICATION + 14 && startsWith("Adobe", content)));
    }

    private boolean startsWith(String text, int at) {
      byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
      return at + expected.length <= file.length
          && bytes.slice(at, expected.length).equals(ByteBuffer.wrap(expected));
    }

    /** The markers from C0 to CF are frames, except tables (C4, CC) and an extension (C8). */
    private static boolean isFrame(int marker) {
      return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private void readFrame(int marker, int at, int length) throws IOException {
      if (length < 8) {
        throw new IOException("damaged JPEG: expected a frame header at byte " + at);
      }
      if (marker > 0xC2) {
        throw new IOException("expected a baseline, extended or progressive JPEG, got "
            + (marker == 0xC3 ? "a lossless" : marker < 0xC8 ? "a hierarchical" : "an arithmetic")
            + " one");
      }
      int bits = file[at + 2] & 0xFF;
      int height = bytes.getShort(at + 3) & 0xFFFF;
      int width = bytes.getShort(at + 5) & 0xFFFF;
      PictureFile.checkHeader(width, height, bits);
      if (file.length * (long) MAX_PIXELS_PER_BYTE < (long) width * height) {
        throw new IOException("truncated JPEG: expected a picture of " + width + "x" + height
            + ", got " + file.length + " bytes, which cannot hold it");
      }
    }
  }
}
