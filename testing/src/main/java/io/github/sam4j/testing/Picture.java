// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.testing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** An image decoded by the JDK, independently of the library under test. */
public final class Picture {
  private final BufferedImage image;

  private Picture(BufferedImage image) {
    this.image = image;
  }

  /** Reads a PNG or JPEG file. */
  public static Picture read(Path file) throws IOException {
    return new Picture(ImageIO.read(file.toFile()));
  }

  /** Returns the number of columns. */
  public int width() {
    return image.getWidth();
  }

  /** Returns the number of rows. */
  public int height() {
    return image.getHeight();
  }

  /** Returns the samples row by row in the order R, G, B. */
  public byte[] rgb() {
    boolean grey =
        image.getRaster().getNumBands() == 1 && image.getColorModel().getPixelSize() == 8;
    byte[] rgb = new byte[width() * height() * 3];
    for (int i = 0; i < width() * height(); i++) {
      int x = i % width();
      int y = i / width();
      // the JDK's conversion from grey to colour changes values: use the sample itself
      int sample = grey ? image.getRaster().getSample(x, y, 0) * 0x010101 : image.getRGB(x, y);
      rgb[3 * i] = (byte) (sample >> 16);
      rgb[3 * i + 1] = (byte) (sample >> 8);
      rgb[3 * i + 2] = (byte) sample;
    }
    return rgb;
  }
}
