// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.preprocessing;

import io.github.sam4j.image.RgbImage;
import java.util.stream.IntStream;

/**
 * The reference's resize written as its definition: two passes over whole pictures in 64-bit fixed
 * point, 8-bit samples in between, every weight computed anew.
 */
final class NaiveResize {
  private static final int CHANNELS = 3;
  private static final int BITS = 22;

  private NaiveResize() {}

  static RgbImage resize(RgbImage image, int newWidth, int newHeight) {
    RgbImage wide = alongRows(image, newWidth);
    return transpose(alongRows(transpose(wide), newHeight));
  }

  private static RgbImage alongRows(RgbImage image, int newWidth) {
    int width = image.width();
    int height = image.height();
    if (width == newWidth) {
      return image;
    }
    byte[] result = new byte[newWidth * height * CHANNELS];
    for (int x = 0; x < newWidth; x++) {
      long[] weights = weights(x, width, newWidth);
      int[] used = IntStream.range(0, width).filter(k -> weights[k] != 0).toArray();
      for (int y = 0; y < height; y++) {
        for (int c = 0; c < CHANNELS; c++) {
          long sum = 1L << (BITS - 1);
          for (int k : used) {
            sum += weights[k] * image.sample(k, y, c);
          }
          long rounded = Math.max(0, Math.min(255, sum >> BITS));
          result[(y * newWidth + x) * CHANNELS + c] = (byte) rounded;
        }
      }
    }
    return RgbImage.of(newWidth, height, result);
  }

  private static long[] weights(int position, int in, int out) {
    double scale = (double) in / out;
    double reach = Math.max(scale, 1);
    double centre = (position + 0.5) * scale;
    double[] exact = new double[in];
    double sum = 0;
    for (int k = 0; k < in; k++) {
      exact[k] = Math.max(0, 1 - Math.abs((k - centre + 0.5) / reach));
      sum += exact[k];
    }
    long[] weights = new long[in];
    for (int k = 0; k < in; k++) {
      weights[k] = (long) (0.5 + exact[k] / sum * (1 << BITS));
    }
    return weights;
  }

  private static RgbImage transpose(RgbImage image) {
    byte[] samples = new byte[image.width() * image.height() * CHANNELS];
    for (int x = 0, o = 0; x < image.width(); x++) {
      for (int y = 0; y < image.height(); y++) {
        for (int c = 0; c < CHANNELS; c++) {
          samples[o++] = (byte) image.sample(x, y, c);
        }
      }
    }
    return RgbImage.of(image.height(), image.width(), samples);
  }
}
