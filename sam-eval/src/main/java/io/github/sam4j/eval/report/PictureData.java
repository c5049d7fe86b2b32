// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.image.RgbImage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures as data of a page. */
final class PictureData {
  /** In pixels; a gallery shows no more of a picture, even enlarged. */
  private static final int LONGEST_SIDE = 640;

  private PictureData() {}

  /** Returns a {@code data:} URI of a PNG; large pictures are averaged to a smaller size. */
  static String uri(RgbImage image) throws IOException {
    int longer = Math.max(image.width(), image.height());
    int factor = (longer + LONGEST_SIDE - 1) / LONGEST_SIDE;
    BufferedImage picture = picture(image, factor, isGrey(image) ? 1 : 3);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(picture, "png", out);
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  private static boolean isGrey(RgbImage image) {
    byte[] rgb = image.toByteArray();
    for (int i = 0; i < rgb.length; i += 3) {
      if (rgb[i] != rgb[i + 1] || rgb[i] != rgb[i + 2]) {
        return false;
      }
    }
    return true;
  }

  private static BufferedImage picture(RgbImage image, int factor, int channels) {
    int width = (image.width() + factor - 1) / factor;
    int height = (image.height() + factor - 1) / factor;
    BufferedImage picture = new BufferedImage(
        width, height, channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    byte[] samples = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < channels; c++, at++) {
          samples[at] = (byte) mean(image, x * factor, y * factor, factor, channels - 1 - c);
        }
      }
    }
    return picture;
  }

  private static int mean(RgbImage image, int left, int top, int factor, int channel) {
    int sum = 0;
    int n = 0;
    for (int y = top; y < Math.min(image.height(), top + factor); y++) {
      for (int x = left; x < Math.min(image.width(), left + factor); x++) {
        sum += image.sample(x, y, channel);
        n++;
      }
    }
    return (2 * sum + n) / (2 * n);
  }
}
