// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import io.github.sam4j.image.RgbImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A picture file in memory, whose structure has been checked. */
public abstract sealed class PictureFile permits PngFile, JpegFile {
  /** Number of bytes at the beginning of a file by which it is recognised. */
  public static final int SIGNATURE_BYTES = 8;

  PictureFile() {}

  /** Returns whether bytes begin like a PNG or JPEG; what follows is not checked. */
  public static boolean matches(byte[] file) {
    return PngFile.recognises(file) || JpegFile.recognises(file);
  }

  /** Returns whether bytes begin like a PNG; what follows is not checked. */
  public static boolean isPng(byte[] file) {
    return PngFile.recognises(file);
  }

  /**
   * Checks that bytes have the structure of a PNG or JPEG of 8-bit samples (or fewer) with sides
   * that an {@link RgbImage} can have and that fits into the heap. The compressed data of a JPEG
   * are read to their end, those of a PNG when it is decoded.
   *
   * @throws IOException otherwise, without the name of the file
   */
  public static PictureFile of(byte[] file) throws IOException {
    if (PngFile.recognises(file)) {
      return PngFile.parse(file);
    }
    if (JpegFile.recognises(file)) {
      return JpegFile.parse(file);
    }
    throw new IOException("expected a PNG or JPEG picture, got " + OtherContent.name(file));
  }

  /**
   * Reads a file as {@link #of} does, but accepts damage to the compressed data of a JPEG.
   *
   * @throws IOException as for {@link #of}
   */
  public static PictureFile lenient(byte[] file) throws IOException {
    return JpegFile.recognises(file) ? JpegFile.parseLeniently(file) : of(file);
  }

  /** Returns what is wrong with a file that was read leniently; empty if it is sound. */
  public Optional<String> damage() {
    return Optional.empty();
  }

  /**
   * Returns the pixels as they are stored: grey is copied to all channels, palettes are resolved,
   * alpha is dropped, a rotation stated in the file is not applied.
   *
   * @throws IOException if the file is damaged, without the name of the file
   */
  public abstract RgbImage decode() throws IOException;

  /**
   * Returns the pixels of a mask or of labels, which are the colours unless transparency says where
   * they are.
   *
   * @throws IOException if the file is damaged or lossy, or if colours and transparency contradict
   *     each other; without the name of the file
   */
  public abstract RgbImage decodeLabels() throws IOException;

  /** Returns the EXIF data: a TIFF header and what its offsets refer to. */
  abstract Optional<ByteBuffer> exif();

  /**
   * Returns how the stored pixels are turned for display.
   *
   * @throws IOException if the EXIF data are damaged, without the name of the file
   */
  public final Orientation orientation() throws IOException {
    Optional<ByteBuffer> exif = exif();
    return exif.isPresent() ? Exif.orientation(exif.get()) : Orientation.UPRIGHT;
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
