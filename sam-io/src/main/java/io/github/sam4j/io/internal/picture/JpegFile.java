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
 * A JPEG file (ITU-T T.81): its segments and scans from the marker of the start to that of the end.
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
  private static final int PROGRESSIVE = 0xC2;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int RESTART_INTERVAL = 0xDD;
  private static final String EXIF = "Exif\0\0";
  private static final String JFIF = "JFIF\0";
  private static final String ADOBE = "Adobe";

  private final byte[] bytes;
  private final @Nullable ByteBuffer exif;
  private final @Nullable IOException damage;

  private JpegFile(byte[] bytes, @Nullable ByteBuffer exif, @Nullable IOException damage) {
    this.bytes = bytes;
    this.exif = exif;
    this.damage = damage;
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
    return new JpegFile(segments.essence.toByteArray(), segments.exif, /* damage= */ null);
  }

  /** Parses a file as {@link #parse} does, but accepts damage behind the frame's header. */
  static JpegFile parseLeniently(byte[] file) throws IOException {
    Segments segments = new Segments(file);
    try {
      segments.read();
    } catch (IOException e) {
      if (segments.frame == null) {
        throw e;
      }
      return new JpegFile(file, segments.exif, e);
    }
    return new JpegFile(segments.essence.toByteArray(), segments.exif, /* damage= */ null);
  }

  @Override
  public Optional<String> damage() {
    return Optional.ofNullable(damage).map(IOException::getMessage);
  }

  @Override
  public RgbImage decode() throws IOException {
    if (damage != null) {
      IOException reason = damage;
      return DamagedJpeg.decode(bytes).orElseThrow(() -> reason);
    }
    return PictureCodec.decodeJpeg(bytes)
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

  /** Walks from marker to marker, reads the scans, and collects what a decoder needs. */
  private static final class Segments {
    private final byte[] file;
    private final ByteBuffer bytes;
    private final ByteArrayOutputStream essence;
    private final JpegTables tables = new JpegTables();
    private @Nullable JpegFrame frame;
    private @Nullable ByteBuffer exif;
    private boolean hasJfif;
    /** How Adobe's segment says that colours are stored, -1 without it. */
    private int transform = -1;

    Segments(byte[] file) {
      this.file = file;
      this.bytes = ByteBuffer.wrap(file);
      this.essence = new ByteArrayOutputStream(file.length);
    }

    void read() throws IOException {
      essence.write(file, 0, 2);
      int at = 2;
      int marker = marker(at);
      while (marker != END) {
        int start = at;
        at = behindMarker(at);
        boolean essential = true;
        if (hasSegment(marker)) {
          ByteBuffer segment = segment(at);
          at += 2 + segment.remaining();
          essential = isEssential(marker, segment);
          if (marker == SCAN) {
            at = new JpegScan(frame(), tables, segment, file, at).read();
          } else {
            read(marker, segment);
          }
        }
        if (essential) {
          essence.write(file, start, at - start);
        }
        marker = marker(at);
      }
      frame().checkCoded();
      checkTransform(frame().components());
      essence.write(file, at, behindMarker(at) - at);
    }

    /** Returns the marker at a byte, before which there may be any number of bytes FF. */
    private int marker(int at) throws IOException {
      int behind = behindMarker(at);
      if (behind > file.length) {
        throw new IOException(
            "truncated JPEG: expected the end marker, got the end of the file at byte "
                + file.length);
      }
      if (file[at] != -1 || file[behind - 1] == 0) {
        throw new IOException(
            "damaged JPEG: expected a marker at byte " + at + ", got " + (file[at] & 0xFF));
      }
      return file[behind - 1] & 0xFF;
    }

    private int behindMarker(int at) {
      int code = at + 1;
      while (code < file.length && file[code] == -1) {
        code++;
      }
      return code + 1;
    }

    private JpegFrame frame() throws IOException {
      if (frame == null) {
        throw new IOException("damaged JPEG: expected a frame before scans and the end");
      }
      return frame;
    }

    private static boolean hasSegment(int marker) {
      boolean restart = marker >= 0xD0 && marker <= 0xD7;
      return !restart && marker != 0x01 && marker != START;
    }

    /** Returns the content of a segment, behind its length. */
    private ByteBuffer segment(int at) throws IOException {
      int length = at + 2 <= file.length ? bytes.getShort(at) & 0xFFFF : 0;
      if (length < 2 || at + length > file.length) {
        throw new IOException("truncated JPEG: expected a whole segment at byte " + at
            + ", got the end of the file at byte " + file.length);
      }
      return bytes.slice(at + 2, length - 2);
    }

    private void read(int marker, ByteBuffer segment) throws IOException {
      if (isFrame(marker)) {
        readFrame(marker, segment);
      } else if (marker == HUFFMAN_TABLES) {
        tables.readHuffmanTables(segment);
      } else if (marker == RESTART_INTERVAL) {
        tables.readRestartInterval(segment);
      } else if (marker == APPLICATION + 1 && exif == null && startsWith(segment, EXIF)) {
        exif = segment.slice(EXIF.length(), segment.remaining() - EXIF.length());
      }
    }

    /** The markers from C0 to CF are frames, except tables (C4, CC) and an extension (C8). */
    private static boolean isFrame(int marker) {
      return marker >= 0xC0
          && marker <= 0xCF
          && marker != HUFFMAN_TABLES
          && marker != 0xC8
          && marker != 0xCC;
    }

    private void readFrame(int marker, ByteBuffer segment) throws IOException {
      if (marker > PROGRESSIVE) {
        throw new IOException("expected a baseline, extended or progressive JPEG, got "
            + (marker == 0xC3 ? "a lossless" : marker < 0xC8 ? "a hierarchical" : "an arithmetic")
            + " one");
      }
      if (frame != null) {
        throw new IOException("damaged JPEG: expected one frame, got a second");
      }
      frame = JpegFrame.parse(segment, marker == PROGRESSIVE);
      frame.checkDataFits(file.length);
    }

    /**
     * Returns whether a decoder needs a segment. Application segments 0 (JFIF) and 14 (Adobe) say
     * whether samples are RGB or YCbCr.
     */
    private boolean isEssential(int marker, ByteBuffer segment) throws IOException {
      if (marker == APPLICATION && startsWith(segment, JFIF) && segment.remaining() >= 14) {
        hasJfif = true;
        if (segment.get(JFIF.length()) != 1) {
          throw new IOException("damaged JPEG: expected version 1 of JFIF, got "
              + (segment.get(JFIF.length()) & 0xFF));
        }
        return true;
      }
      if (marker == APPLICATION + 14 && startsWith(segment, ADOBE) && segment.remaining() >= 12) {
        transform = segment.get(11) & 0xFF;
        return true;
      }
      boolean isApplication = marker >= APPLICATION && marker < APPLICATION + 16;
      return marker != COMMENT && !isApplication;
    }

    /** Adobe's transforms are 0, none, 1 for YCbCr and 2 for YCCK. */
    private void checkTransform(int components) throws IOException {
      boolean known = switch (components) {
        case 3 -> hasJfif || transform <= 1;
        case 4 -> transform <= 0 || transform == 2;
        default -> true;
      };
      if (!known) {
        throw new IOException("damaged JPEG: expected a known colour transform of " + components
            + " components, got " + transform);
      }
    }

    private static boolean startsWith(ByteBuffer segment, String text) {
      byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
      return segment.remaining() >= expected.length
          && segment.slice(0, expected.length).equals(ByteBuffer.wrap(expected));
    }
  }
}
