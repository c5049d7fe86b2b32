// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import io.github.sam4j.image.RgbImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes what is left of a JPEG with the decoder of the JDK. Unlike OpenCV's it prints nothing;
 * its rounding differs from OpenCV's, which decodes all sound files.
 */
final class DamagedJpeg {
  private DamagedJpeg() {}

  /** Returns the picture, grey where data are missing; empty if too little is left of the file. */
  static Optional<RgbImage> decode(byte[] file) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
    if (!readers.hasNext()) {
      return Optional.empty();
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, /* seekForwardOnly= */ true, /* ignoreMetadata= */ true);
      // the samples themselves: a colour profile is not applied to sound files either
      return rgb(reader.read(0).getRaster());
    } catch (IOException | RuntimeException e) {
      // the decoder reports damage that it can't get over in many ways
      return Optional.empty();
    } finally {
      reader.dispose();
    }
  }

  private static Optional<RgbImage> rgb(Raster raster) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    int bands = raster.getNumBands();
    if (bands != 1 && bands != 3) {
      return Optional.empty();
    }
    byte[] samples = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
    int[] row = new int[width * bands];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          samples[3 * (y * width + x) + c] = (byte) row[x * bands + (bands == 1 ? 0 : c)];
        }
      }
    }
    return Optional.of(RgbImage.of(width, height, samples));
  }
}
