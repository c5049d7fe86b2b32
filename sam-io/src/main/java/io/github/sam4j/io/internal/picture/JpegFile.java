// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Checks a JPEG file: walks from marker to marker, reads the frame header, and looks for the marker
 * of the picture's end. Marker segments are skipped by their length, so that a thumbnail inside one
 * is not taken for the picture.
 */
final class JpegFile {
  private static final int START = 0xD8;
  private static final int END = 0xD9;
  private static final int SCAN = 0xDA;

  private final byte[] file;
  private final ByteBuffer bytes;

  JpegFile(byte[] file) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(file);
  }

  static boolean matches(byte[] file) {
    return file.length >= 3
        && (file[0] & 0xFF) == 0xFF
        && (file[1] & 0xFF) == START
        && (file[2] & 0xFF) == 0xFF;
  }

  void check() throws IOException {
    boolean frameSeen = false;
    boolean scanSeen = false;
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
          readFrame(at, length);
          frameSeen = true;
        }
        scanSeen |= marker == SCAN;
        at += length;
      }
    }
    if (!frameSeen || !scanSeen) {
      throw new IOException("damaged JPEG: expected a frame and a scan before the end");
    }
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
        "truncated JPEG: expected the end marker, got the end of the file at byte " + file.length);
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

  /** The markers from C0 to CF are frames, except tables (C4, CC) and an extension (C8). */
  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private void readFrame(int at, int length) throws IOException {
    if (length < 8) {
      throw new IOException("damaged JPEG: expected a frame header at byte " + at);
    }
    int bits = file[at + 2] & 0xFF;
    int height = bytes.getShort(at + 3) & 0xFFFF;
    int width = bytes.getShort(at + 5) & 0xFFFF;
    PictureFile.checkHeader(width, height, bits);
  }
}
