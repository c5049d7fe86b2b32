// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the orientation in EXIF data, which are laid out as a TIFF file (CIPA DC-008). */
final class Exif {
  private static final int ORIENTATION = 0x0112;
  private static final int SHORT = 3;
  private static final int ENTRY_BYTES = 12;

  private Exif() {}

  /** Returns what the first directory states; upright if it states nothing. */
  static Orientation orientation(ByteBuffer data) throws IOException {
    ByteBuffer tiff = data.slice().order(ByteOrder.BIG_ENDIAN);
    try {
      int order = tiff.getShort(0);
      if (order == 0x4949) {
        tiff.order(ByteOrder.LITTLE_ENDIAN);
      }
      if ((order != 0x4949 && order != 0x4D4D) || tiff.getShort(2) != 42) {
        throw new IOException("damaged EXIF data: expected a TIFF header");
      }
      int directory = tiff.getInt(4);
      int count = tiff.getShort(directory) & 0xFFFF;
      for (int i = 0; i < count; i++) {
        int at = directory + 2 + i * ENTRY_BYTES;
        if ((tiff.getShort(at) & 0xFFFF) == ORIENTATION) {
          return orientation(tiff, at);
        }
      }
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("damaged EXIF data: expected a whole directory", e);
    }
    return Orientation.UPRIGHT;
  }

  private static Orientation orientation(ByteBuffer tiff, int entry) throws IOException {
    int type = tiff.getShort(entry + 2);
    int count = tiff.getInt(entry + 4);
    if (type != SHORT || count != 1) {
      throw new IOException("damaged EXIF data: expected one number of 16 bits as orientation, got "
          + count + " of type " + type);
    }
    return Orientation.ofTag(tiff.getShort(entry + 8) & 0xFFFF);
  }
}
