// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image;

import java.util.Arrays;
import java.util.Objects;

/**
 * A colour image of 8-bit samples in the order red, green, blue.
 *
 * <p>Samples are stored row by row from the top, pixel by pixel from the left ({@code [height,
 * width, 3]}, row-major). Instances are immutable: arrays are copied on the way in and on the way
 * out.
 */
public final class RgbImage {
  /** Longest side accepted, in pixels. */
  public static final int MAX_SIDE = 32_767;

  private static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] samples;

  private RgbImage(int width, int height, byte[] samples) {
    this.width = width;
    this.height = height;
    this.samples = samples;
  }

  /**
   * Creates an image from interleaved samples.
   *
   * @param rgb {@code width * height * 3} samples, copied
   * @throws IllegalArgumentException if a side is outside {@code [1, MAX_SIDE]} or the array has
   *     another length
   */
  public static RgbImage of(int width, int height, byte[] rgb) {
    int expected = checkedLength(width, height);
    checkArray(rgb.length, expected, width, height);
    return new RgbImage(width, height, rgb.clone());
  }

  /**
   * Creates an image whose three channels all equal the given grey values; the reference
   * implementation treats grey images the same way.
   *
   * @param grey {@code width * height} samples
   * @throws IllegalArgumentException if a side is outside {@code [1, MAX_SIDE]} or the array has
   *     another length
   */
  public static RgbImage ofGrey(int width, int height, byte[] grey) {
    byte[] rgb = new byte[checkedLength(width, height)];
    checkArray(grey.length, rgb.length / CHANNELS, width, height);
    for (int i = 0, o = 0; i < grey.length; i++) {
      rgb[o++] = grey[i];
      rgb[o++] = grey[i];
      rgb[o++] = grey[i];
    }
    return new RgbImage(width, height, rgb);
  }

  /**
   * Checks the size of an image before anything is allocated for it.
   *
   * @throws IllegalArgumentException if a side is outside {@code [1, MAX_SIDE]} or the samples do
   *     not fit into an array
   */
  public static void checkSize(long width, long height) {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IllegalArgumentException(
          "image sides must be in [1, " + MAX_SIDE + "], got width=" + width + " height=" + height);
    }
    if (width * height * CHANNELS > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("image must have at most " + Integer.MAX_VALUE / CHANNELS
          + " pixels, got width=" + width + " height=" + height);
    }
  }

  private static int checkedLength(int width, int height) {
    checkSize(width, height);
    return width * height * CHANNELS;
  }

  private static void checkArray(int length, int expected, int width, int height) {
    if (length != expected) {
      throw new IllegalArgumentException("expected " + expected + " samples for width=" + width
          + " height=" + height + ", got " + length);
    }
  }

  /** Returns the number of columns. */
  public int width() {
    return width;
  }

  /** Returns the number of rows. */
  public int height() {
    return height;
  }

  /**
   * Returns one sample in {@code [0, 255]}.
   *
   * @param channel 0 red, 1 green, 2 blue
   * @throws IndexOutOfBoundsException if the pixel or the channel does not exist
   */
  public int sample(int x, int y, int channel) {
    if (x < 0 || x >= width || y < 0 || y >= height || channel < 0 || channel >= CHANNELS) {
      throw new IndexOutOfBoundsException("x=" + x + " y=" + y + " channel=" + channel
          + " for width=" + width + " height=" + height);
    }
    return samples[(y * width + x) * CHANNELS + channel] & 0xFF;
  }

  /**
   * Returns a rectangular part of this image.
   *
   * @param x leftmost column
   * @param y topmost row
   * @param width number of columns
   * @param height number of rows
   * @throws IndexOutOfBoundsException if the part is empty or extends beyond this image
   */
  public RgbImage crop(int x, int y, int width, int height) {
    boolean inside = x >= 0 && y >= 0 && width <= this.width - x && height <= this.height - y;
    if (!inside || width < 1 || height < 1) {
      throw new IndexOutOfBoundsException("x=" + x + " y=" + y + " width=" + width + " height="
          + height + " for an image of width=" + this.width + " height=" + this.height);
    }
    byte[] part = new byte[width * height * CHANNELS];
    int rowLength = width * CHANNELS;
    for (int row = 0; row < height; row++) {
      int from = ((y + row) * this.width + x) * CHANNELS;
      System.arraycopy(samples, from, part, row * rowLength, rowLength);
    }
    return new RgbImage(width, height, part);
  }

  /** Returns a copy of all samples, {@code [height, width, 3]} row-major. */
  public byte[] toByteArray() {
    return samples.clone();
  }

  /**
   * Copies the samples of row {@code y}, {@code [width, 3]}, to the beginning of an array.
   *
   * @throws IndexOutOfBoundsException if there is no such row or the array is too short
   */
  public void copyRow(int y, byte[] target) {
    Objects.checkIndex(y, height);
    System.arraycopy(samples, y * width * CHANNELS, target, 0, width * CHANNELS);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof RgbImage other
        && width == other.width
        && height == other.height
        && Arrays.equals(samples, other.samples);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(samples);
  }

  @Override
  public String toString() {
    return "RgbImage[" + width + "x" + height + "]";
  }
}
