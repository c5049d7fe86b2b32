// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.mask.Mask;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Locale;

/**
 * Converts pictures and masks from and to {@link BufferedImage}.
 *
 * <p>Samples are taken as they are stored; colours are never converted, whatever colour space or
 * profile a picture states. So a PNG gives the same samples, read by {@code ImageIO} or by
 * {@link Images#read}. ({@code BufferedImage.getRGB} gives other ones for grey pictures, which Java
 * takes for linear.) Everything is copied.
 */
public final class BufferedImages {
  private static final int CHANNELS = 3;

  private BufferedImages() {}

  /**
   * Returns the samples of a picture: red, green and blue, or grey copied to all channels, of 8
   * bits each, in any order of storage, or the colours of a palette. Alpha is dropped without
   * blending.
   *
   * @throws IllegalArgumentException if samples have another number of bits (16-bit grey needs
   *     {@linkplain #toRgb(BufferedImage, Intensity.Range) a range}), colours are multiplied with
   *     alpha or neither RGB nor grey, or the picture is larger than an {@link RgbImage} may be
   */
  public static RgbImage toRgb(BufferedImage picture) {
    RgbImage.checkSize(picture.getWidth(), picture.getHeight());
    ColorModel colours = picture.getColorModel();
    checkNotPremultiplied(colours);
    if (colours instanceof IndexColorModel palette) {
      return ofPalette(picture.getRaster(), palette);
    }
    int channels = channels(colours);
    for (int channel = 0; channel < channels; channel++) {
      int bits = colours.getComponentSize(channel);
      if (bits != 8) {
        throw new IllegalArgumentException("expected 8 bits per sample, got " + bits
            + (channels == 1
                ? "; say by an Intensity.Range which values become black and white"
                : "; convert the picture first"));
      }
    }
    int width = picture.getWidth();
    int height = picture.getHeight();
    Raster raster = picture.getRaster();
    byte[] rgb = new byte[width * height * CHANNELS];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        raster.getSamples(0, y, width, 1, channels == 1 ? 0 : channel, row);
        for (int x = 0, to = y * width * CHANNELS + channel; x < width; x++, to += CHANNELS) {
          rgb[to] = (byte) row[x];
        }
      }
    }
    return RgbImage.of(width, height, rgb);
  }

  /**
   * Returns a grey picture of 8 or 16 bits as greys of 8 bits, mapped by
   * {@link Intensity.Range#grey} from all bits of a sample. Alpha is dropped without blending.
   *
   * @param range the samples that become black and white
   * @throws IllegalArgumentException if the picture isn't grey, has a palette or samples of another
   *     type, is multiplied with alpha, or is larger than an {@link RgbImage} may be
   */
  public static RgbImage toRgb(BufferedImage picture, Intensity.Range range) {
    RgbImage.checkSize(picture.getWidth(), picture.getHeight());
    ColorModel colours = picture.getColorModel();
    checkNotPremultiplied(colours);
    if (colours instanceof IndexColorModel || channels(colours) != 1) {
      throw new IllegalArgumentException(
          "expected grey samples for a range of intensities, got colours or a palette");
    }
    int type = colours.getTransferType();
    int bits = colours.getComponentSize(0);
    boolean known = (bits == 8 && type == DataBuffer.TYPE_BYTE)
        || (bits == 16 && (type == DataBuffer.TYPE_USHORT || type == DataBuffer.TYPE_SHORT));
    if (!known) {
      throw new IllegalArgumentException(
          "expected grey samples that are whole numbers of 8 or 16 bits, got another type of "
              + bits + " bits");
    }
    int width = picture.getWidth();
    int height = picture.getHeight();
    byte[] grey = new byte[width * height];
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      picture.getRaster().getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        grey[y * width + x] = (byte) range.grey(row[x]);
      }
    }
    return RgbImage.ofGrey(width, height, grey);
  }

  /**
   * Returns the mask of the pixels that aren't black, in a picture of black and at most one other
   * colour.
   *
   * @throws IllegalArgumentException as for {@link #toRgb(BufferedImage)}, if there are several
   *     other colours, or if a pixel is transparent in part or in whole
   */
  public static Mask toMask(BufferedImage picture) {
    RgbImage colours = toRgb(picture);
    checkOpaque(picture);
    byte[] rgb = colours.toByteArray();
    int width = colours.width();
    int other = 0;
    for (int at = 0; at < rgb.length; at += CHANNELS) {
      int colour = colour(rgb, at);
      if (colour != 0 && other != 0 && colour != other) {
        int pixel = at / CHANNELS;
        throw new IllegalArgumentException(String.format(
            Locale.ROOT,
            "expected a mask of black and one other colour, got #%06x and #%06x at x=%d y=%d",
            other,
            colour,
            pixel % width,
            pixel / width));
      }
      other |= colour;
    }
    return Mask.of(width, colours.height(), (x, y) -> colour(rgb, (y * width + x) * CHANNELS) != 0);
  }

  /** Returns a picture of the type {@link BufferedImage#TYPE_INT_RGB}. */
  public static BufferedImage of(RgbImage image) {
    BufferedImage picture =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] row = new byte[image.width() * CHANNELS];
    int[] pixels = new int[image.width()];
    for (int y = 0; y < image.height(); y++) {
      image.copyRow(y, row);
      for (int x = 0; x < pixels.length; x++) {
        pixels[x] = colour(row, x * CHANNELS);
      }
      picture.getRaster().setDataElements(0, y, pixels.length, 1, pixels);
    }
    return picture;
  }

  /**
   * Returns a picture of the type {@link BufferedImage#TYPE_BYTE_GRAY}: 255 where the mask is set,
   * 0 elsewhere.
   */
  public static BufferedImage of(Mask mask) {
    BufferedImage picture =
        new BufferedImage(mask.width(), mask.height(), BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setDataElements(0, 0, mask.width(), mask.height(), mask.toByteArray(255));
    return picture;
  }

  private static int colour(byte[] rgb, int at) {
    return ((rgb[at] & 0xFF) << 16) | ((rgb[at + 1] & 0xFF) << 8) | (rgb[at + 2] & 0xFF);
  }

  private static RgbImage ofPalette(Raster raster, IndexColorModel palette) {
    int width = raster.getWidth();
    int height = raster.getHeight();
    byte[] rgb = new byte[width * height * CHANNELS];
    int[] row = new int[width];
    for (int y = 0, to = 0; y < height; y++) {
      raster.getSamples(0, y, width, 1, 0, row);
      for (int x = 0; x < width; x++) {
        if (row[x] >= palette.getMapSize()) {
          throw new IllegalArgumentException("expected indices below " + palette.getMapSize()
              + ", the size of the palette, got " + row[x] + " at x=" + x + " y=" + y);
        }
        rgb[to++] = (byte) palette.getRed(row[x]);
        rgb[to++] = (byte) palette.getGreen(row[x]);
        rgb[to++] = (byte) palette.getBlue(row[x]);
      }
    }
    return RgbImage.of(width, height, rgb);
  }

  private static void checkNotPremultiplied(ColorModel colours) {
    if (colours.hasAlpha() && colours.isAlphaPremultiplied()) {
      throw new IllegalArgumentException(
          "expected colours that are not multiplied with alpha, got premultiplied ones, which have"
              + " lost the stored samples");
    }
  }

  private static int channels(ColorModel colours) {
    ColorSpace space = colours.getColorSpace();
    if (space.getType() == ColorSpace.TYPE_GRAY) {
      return 1;
    }
    if (space.getType() == ColorSpace.TYPE_RGB) {
      return CHANNELS;
    }
    throw new IllegalArgumentException("expected RGB or grey samples, got a colour space of "
        + space.getNumComponents() + " other components");
  }

  private static void checkOpaque(BufferedImage picture) {
    ColorModel colours = picture.getColorModel();
    if (!colours.hasAlpha()) {
      return;
    }
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int alpha = picture.getRGB(x, y) >>> 24;
        if (alpha != 255) {
          throw new IllegalArgumentException("expected a mask without transparency, got alpha="
              + alpha + " at x=" + x + " y=" + y);
        }
      }
    }
  }
}
