package io.github.sam4j.internal.preprocessing;

import io.github.sam4j.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * The resize that SAM expects: longest side to 1024, aspect ratio kept, bilinear with antialiasing
 * when shrinking.
 *
 * <p>The samples equal those of the reference implementation in every byte. It goes through
 * Pillow's 8-bit {@code BILINEAR} filter, so this class follows that filter's arithmetic: per axis
 * a triangle filter whose support grows with the shrink factor, weights rounded to 22 fractional
 * bits, horizontal pass first, 8-bit samples in between. A pass whose size does not change is
 * skipped.
 *
 * <p>One instance describes one pair of sizes. It also scales prompt coordinates and is immutable.
 */
public final class ResizeLongestSide {
  /** Side of the square frame that the encoder sees, in pixels. */
  public static final int FRAME_SIDE = 1024;

  private static final int CHANNELS = 3;
  private static final int FRAME_VALUES = CHANNELS * FRAME_SIDE * FRAME_SIDE;

  private final int width;
  private final int height;
  private final int resizedWidth;
  private final int resizedHeight;

  private ResizeLongestSide(int width, int height, int resizedWidth, int resizedHeight) {
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
  public static ResizeLongestSide of(int width, int height) {
    RgbImage.checkSize(width, height);
    double scale = (double) FRAME_SIDE / Math.max(width, height);
    int newWidth = (int) (width * scale + 0.5);
    int newHeight = (int) (height * scale + 0.5);
    if (newWidth == 0 || newHeight == 0) {
      throw new IllegalArgumentException(
          "image is too thin: its short side rounds to 0 at a longest side of "
              + FRAME_SIDE
              + ", got width="
              + width
              + " height="
              + height);
    }
    return new ResizeLongestSide(width, height, newWidth, newHeight);
  }

  /** Columns of the original image. */
  public int width() {
    return width;
  }

  /** Rows of the original image. */
  public int height() {
    return height;
  }

  /** Columns after the resize, in {@code [1, 1024]}. */
  public int resizedWidth() {
    return resizedWidth;
  }

  /** Rows after the resize, in {@code [1, 1024]}. */
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
   * @throws IllegalArgumentException if the image has another size than this resize was made for
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
   * Resizes an image and writes its normalised samples to where the encoder reads them, row-major
   * {@code [3, 1024, 1024]}: the picture in the top left corner, zeros right of it and below. Every
   * value is written, whatever the buffer held before.
   *
   * <p>Rows go from the image to the buffer one at a time. A call allocates 124 KiB on the heap for
   * 1800 x 1200 pixels, 222 KiB for 4000 x 2666, and up to 1.3 MiB for the longest sides.
   *
   * @param planes receives the values at absolute positions from 0 on, best a direct buffer in
   *     native order; its position does not move
   * @throws IllegalArgumentException if the image has another size than this resize was made for,
   *     or the limit of the buffer is below 3 * 1024 * 1024
   */
  public void normalizeInto(RgbImage image, PixelNormalization normalization, FloatBuffer planes) {
    checkSize(image);
    if (planes.limit() < FRAME_VALUES) {
      throw new IllegalArgumentException("planes must hold at least " + FRAME_VALUES
          + " values, [3, " + FRAME_SIDE + ", " + FRAME_SIDE + "], got limit=" + planes.limit());
    }
    ResizedRows rows = new ResizedRows(image, resizedWidth, resizedHeight);
    // as long as a row of the frame: what is right of the picture stays 0 in it
    float[] values = new float[FRAME_SIDE];
    for (int y = 0; y < resizedHeight; y++) {
      int[][] row = rows.next();
      for (int c = 0; c < CHANNELS; c++) {
        normalization.normalize(c, row[c], values);
        planes.put((c * FRAME_SIDE + y) * FRAME_SIDE, values);
      }
    }
    Arrays.fill(values, 0);
    for (int c = 0; c < CHANNELS; c++) {
      for (int y = resizedHeight; y < FRAME_SIDE; y++) {
        planes.put((c * FRAME_SIDE + y) * FRAME_SIDE, values);
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
    return "ResizeLongestSide[" + width + "x" + height + " -> " + resizedWidth + "x" + resizedHeight
        + "]";
  }
}
