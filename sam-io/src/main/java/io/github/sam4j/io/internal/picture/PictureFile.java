// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import io.github.sam4j.image.RgbImage;
import java.io.IOException;

/** Recognises and checks picture files before they are decoded. */
public final class PictureFile {
  /** Number of bytes at the beginning of a file by which it is recognised. */
  public static final int SIGNATURE_BYTES = 8;

  private PictureFile() {}

  /** Returns whether bytes begin like a PNG or JPEG; what follows is not checked. */
  public static boolean matches(byte[] file) {
    return PngFile.matches(file) || JpegFile.matches(file);
  }

  /** Returns whether bytes begin like a PNG; what follows is not checked. */
  public static boolean isPng(byte[] file) {
    return PngFile.matches(file);
  }

  /**
   * Checks that bytes are a complete PNG or JPEG of 8-bit samples (or fewer) with sides that an
   * {@link RgbImage} can have and that fits into the heap.
   *
   * @throws IOException otherwise, without the name of the file
   */
  public static void check(byte[] file) throws IOException {
    if (file.length == 0) {
      throw new IOException("expected a PNG or JPEG picture, got an empty file");
    }
    if (PngFile.matches(file)) {
      new PngFile(file).check();
    } else if (JpegFile.matches(file)) {
      new JpegFile(file).check();
    } else {
      throw new IOException("expected a PNG or JPEG picture, got a file that begins like neither");
    }
  }

  /** Checks sides and depth as a file's header states them. */
  static void checkHeader(long width, long height, int bitsPerSample) throws IOException {
    if (bitsPerSample > 8) {
      throw new IOException("expected at most 8 bits per sample, got " + bitsPerSample
          + "; choose an intensity range and convert the picture first");
    }
    try {
      RgbImage.checkSize(width, height);
    } catch (IllegalArgumentException e) {
      throw new IOException(String.valueOf(e.getMessage()));
    }
    // one copy from the decoder, one in the image
    long needed = width * height * 6;
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap - heap / 16) {
      throw new IOException("expected a picture that fits into the heap, got " + needed
          + " bytes for a heap of " + heap + " bytes (-Xmx)");
    }
  }
}
