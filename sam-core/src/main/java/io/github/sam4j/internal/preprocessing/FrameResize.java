// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.preprocessing;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.weights.ModelSpec;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The resize of an image to the frame of a model, bilinear with antialiasing when shrinking.
 *
 * <p>The samples equal those of SAM's reference implementation byte for byte. The reference uses
 * Pillow's 8-bit {@code BILINEAR} filter, so this class follows that filter's arithmetic: per axis
 * a triangle filter whose support grows with the shrink factor, weights rounded to 22 fractional
 * bits, horizontal pass first, 8-bit samples in between. A pass whose size does not change is
 * skipped.
 *
 * <p>An instance describes one pair of sizes and also scales prompt coordinates. Immutable.
 */
public final class FrameResize {
  private static final int CHANNELS = 3;

  private final ModelSpec spec;
  private final int width;
  private final int height;
  private final int resizedWidth;
  private final int resizedHeight;

  private FrameResize(ModelSpec spec, int width, int height, int resizedWidth, int resizedHeight) {
    this.spec = spec;
    this.width = width;
    this.height = height;
    this.resizedWidth = resizedWidth;
    this.resizedHeight = resizedHeight;
  }

  /**
   * Returns the resize for images of the given size.
   *
   * @throws IllegalArgumentException if the image is so thin that its short side would round to 0
   *     pixels, or a side is out of range
   */
  public static FrameResize of(ModelSpec spec, int width, int height) {
    RgbImage.checkSize(width, height);
    int frame = spec.frameSide();
    if (spec.resize() == ModelSpec.Resize.STRETCH) {
      return new FrameResize(spec, width, height, frame, frame);
    }
    double scale = (double) frame / Math.max(width, height);
    int newWidth = (int) (width * scale + 0.5);
    int newHeight = (int) (height * scale + 0.5);
    if (newWidth == 0 || newHeight == 0) {
      throw new IllegalArgumentException(
          "image is too thin: its short side rounds to 0 at a longest side of " + frame
              + ", got width=" + width + " height=" + height);
    }
    return new FrameResize(spec, width, height, newWidth, newHeight);
  }

  /** Returns the model whose frame is the target. */
  public ModelSpec spec() {
    return spec;
  }

  /** Returns the number of columns of the original image. */
  public int width() {
    return width;
  }

  /** Returns the number of rows of the original image. */
  public int height() {
    return height;
  }

  /**
   * Returns the number of columns after the resize, at least 1 and at most the side of the frame.
   */
  public int resizedWidth() {
    return resizedWidth;
  }

  /** Returns the number of rows after the resize, at least 1 and at most the side of the frame. */
  public int resizedHeight() {
    return resizedHeight;
  }

  /** Converts an x coordinate of the original image to the resized frame. */
  public float toFrameX(double x) {
    return (float) (x * ((double) resizedWidth / width));
  }

  /** Converts a y coordinate of the original image to the resized frame. */
  public float toFrameY(double y) {
    return (float) (y * ((double) resizedHeight / height));
  }

  /**
   * Resizes an image.
   *
   * @throws IllegalArgumentException if the image does not have the size of this resize
   */
  public RgbImage apply(RgbImage image) {
    checkSize(image);
    if (resizedWidth == width && resizedHeight == height) {
      return image;
    }
    byte[] samples = new byte[resizedWidth * resizedHeight * CHANNELS];
    ResizedRows rows = new ResizedRows(image, resizedWidth, resizedHeight);
    for (int y = 0, o = 0; y < resizedHeight; y++, o += resizedWidth * CHANNELS) {
      interleave(rows.next(), samples, o);
    }
    return RgbImage.of(resizedWidth, resizedHeight, samples);
  }

  private static void interleave(int[][] row, byte[] samples, int from) {
    int[] red = row[0];
    int[] green = row[1];
    int[] blue = row[2];
    for (int x = 0, o = from; x < red.length; x++, o += CHANNELS) {
      samples[o] = (byte) red[x];
      samples[o + 1] = (byte) green[x];
      samples[o + 2] = (byte) blue[x];
    }
  }

  /**
   * Resizes an image and writes its normalized samples to the encoder's input, row-major {@code [3,
   * frame, frame]}: the image in the top left corner, zeros to the right and below. Every value is
   * written.
   *
   * <p>Rows go from the image to the buffer one at a time. For a frame of 1024 a call allocates 124
   * KiB on the heap for 1800 x 1200 pixels, 222 KiB for 4000 x 2666, and up to 1.3 MiB for the
   * longest sides.
   *
   * @param planes receives the values at absolute positions from 0, preferably a direct buffer in
   *     native order; its position is not changed
   * @throws IllegalArgumentException if the image does not have the size of this resize, or the
   *     limit of the buffer is below 3 * frame * frame
   */
  public void normalizeInto(RgbImage image, PixelNormalization normalization, FloatBuffer planes) {
    checkSize(image);
    int frame = spec.frameSide();
    int frameValues = CHANNELS * frame * frame;
    if (planes.limit() < frameValues) {
      throw new IllegalArgumentException("planes must hold at least " + frameValues
          + " values, [3, " + frame + ", " + frame + "], got limit=" + planes.limit());
    }
    ResizedRows rows = new ResizedRows(image, resizedWidth, resizedHeight);
    // as long as a row of the frame, so that the padding on the right stays 0
    float[] values = new float[frame];
    for (int y = 0; y < resizedHeight; y++) {
      int[][] row = rows.next();
      for (int c = 0; c < CHANNELS; c++) {
        normalization.normalize(c, row[c], values);
        planes.put((c * frame + y) * frame, values);
      }
    }
    Arrays.fill(values, 0);
    for (int c = 0; c < CHANNELS; c++) {
      for (int y = resizedHeight; y < frame; y++) {
        planes.put((c * frame + y) * frame, values);
      }
    }
  }

  private void checkSize(RgbImage image) {
    if (image.width() != width || image.height() != height) {
      throw new IllegalArgumentException(
          "expected an image of width=" + width + " height=" + height + ", got " + image);
    }
  }

  @Override
  public String toString() {
    return "FrameResize[" + width + "x" + height + " -> " + resizedWidth + "x" + resizedHeight
        + "]";
  }
}
