package io.github.sam4j.image;

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
  private static final int WEIGHT_BITS = 22;
  private static final int ROUND = 1 << (WEIGHT_BITS - 1);

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
    if (image.width() != width || image.height() != height) {
      throw new IllegalArgumentException(
          "expected an image of width=" + width + " height=" + height + ", got " + image);
    }
    byte[] samples = image.samples();
    if (resizedWidth != width) {
      samples = horizontal(samples, width, height, Taps.of(width, resizedWidth));
    }
    if (resizedHeight != height) {
      samples = vertical(samples, resizedWidth, Taps.of(height, resizedHeight));
    }
    return RgbImage.wrap(resizedWidth, resizedHeight, samples);
  }

  private static byte[] horizontal(byte[] in, int width, int height, Taps taps) {
    int newWidth = taps.start.length;
    byte[] out = new byte[newWidth * height * CHANNELS];
    for (int y = 0, o = 0; y < height; y++) {
      int row = y * width * CHANNELS;
      for (int x = 0; x < newWidth; x++) {
        int[] weights = taps.weights[x];
        int i = row + taps.start[x] * CHANNELS;
        int red = ROUND;
        int green = ROUND;
        int blue = ROUND;
        for (int weight : weights) {
          red += (in[i++] & 0xFF) * weight;
          green += (in[i++] & 0xFF) * weight;
          blue += (in[i++] & 0xFF) * weight;
        }
        out[o++] = clamp(red);
        out[o++] = clamp(green);
        out[o++] = clamp(blue);
      }
    }
    return out;
  }

  private static byte[] vertical(byte[] in, int width, Taps taps) {
    int newHeight = taps.start.length;
    int rowLength = width * CHANNELS;
    byte[] out = new byte[newHeight * rowLength];
    int[] sums = new int[rowLength];
    for (int y = 0; y < newHeight; y++) {
      Arrays.fill(sums, ROUND);
      int i = taps.start[y] * rowLength;
      for (int weight : taps.weights[y]) {
        for (int x = 0; x < rowLength; x++) {
          sums[x] += (in[i++] & 0xFF) * weight;
        }
      }
      int o = y * rowLength;
      for (int x = 0; x < rowLength; x++) {
        out[o + x] = clamp(sums[x]);
      }
    }
    return out;
  }

  private static byte clamp(int fixedPoint) {
    return (byte) Math.max(0, Math.min(255, fixedPoint >> WEIGHT_BITS));
  }

  @Override
  public String toString() {
    return "ResizeLongestSide[" + width + "x" + height + " -> " + resizedWidth + "x" + resizedHeight
        + "]";
  }

  /** The source positions and fixed-point weights of each target position along one axis. */
  private static final class Taps {
    final int[] start;
    final int[][] weights;

    private Taps(int[] start, int[][] weights) {
      this.start = start;
      this.weights = weights;
    }

    static Taps of(int in, int out) {
      double scale = (double) in / out;
      double support = Math.max(scale, 1.0);
      int[] start = new int[out];
      int[][] weights = new int[out][];
      for (int i = 0; i < out; i++) {
        double centre = (i + 0.5) * scale;
        int from = Math.max(0, (int) (centre - support + 0.5));
        int to = Math.min(in, (int) (centre + support + 0.5));
        double[] exact = new double[to - from];
        double sum = 0;
        for (int k = 0; k < exact.length; k++) {
          exact[k] = Math.max(0, 1 - Math.abs((from + k - centre + 0.5) / support));
          sum += exact[k];
        }
        start[i] = from;
        weights[i] = new int[exact.length];
        for (int k = 0; k < exact.length; k++) {
          weights[i][k] = (int) (0.5 + exact[k] / sum * (1 << WEIGHT_BITS));
        }
      }
      return new Taps(start, weights);
    }
  }
}
