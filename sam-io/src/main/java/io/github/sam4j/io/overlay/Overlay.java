// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.overlay;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A picture with masks drawn over it. Layers are drawn in the order in which they were added; every
 * method returns a new overlay.
 */
public final class Overlay {
  /**
   * An RGB colour of 8-bit channels.
   *
   * @param red in [0, 255]
   * @param green in [0, 255]
   * @param blue in [0, 255]
   */
  public record Colour(int red, int green, int blue) {
    private static final List<Colour> OKABE_ITO = List.of(
        new Colour(230, 159, 0),
        new Colour(86, 180, 233),
        new Colour(0, 158, 115),
        new Colour(240, 228, 66),
        new Colour(0, 114, 178),
        new Colour(213, 94, 0),
        new Colour(204, 121, 167));

    /**
     * Checks the channels.
     *
     * @throws IllegalArgumentException if one is outside [0, 255]
     */
    public Colour {
      if ((red | green | blue) < 0 || red > 255 || green > 255 || blue > 255) {
        throw new IllegalArgumentException("colour channels must be in [0, 255], got red=" + red
            + " green=" + green + " blue=" + blue);
      }
    }

    /**
     * Returns the colours of Okabe and Ito without black, which people with any kind of colour
     * vision can tell apart: orange, sky blue, bluish green, yellow, blue, vermilion, reddish
     * purple.
     */
    public static List<Colour> palette() {
      return OKABE_ITO;
    }

    /**
     * Returns a colour of {@link #palette()}, which is repeated without end.
     *
     * @throws IndexOutOfBoundsException for a negative index
     */
    public static Colour ofPalette(int index) {
      if (index < 0) {
        throw new IndexOutOfBoundsException("index must not be negative, got index=" + index);
      }
      return OKABE_ITO.get(index % OKABE_ITO.size());
    }

    /** Returns red, green or blue for channel 0, 1 or 2. */
    int channel(int channel) {
      return channel == 0 ? red : channel == 1 ? green : blue;
    }
  }

  private final RgbImage base;
  private final List<Layer> layers;
  private final int factor;

  private Overlay(RgbImage base, List<Layer> layers, int factor) {
    this.base = base;
    this.layers = layers;
    this.factor = factor;
  }

  /** Returns an overlay without any mask. */
  public static Overlay on(RgbImage base) {
    return new Overlay(Objects.requireNonNull(base, "base"), List.of(), 1);
  }

  /**
   * Returns this overlay with the pixels of a mask tinted.
   *
   * @param opacity in [0, 1]; 0 changes nothing, 1 hides the picture
   * @throws IllegalArgumentException if the mask has another size than the picture or the opacity
   *     is outside its range
   */
  public Overlay fill(Mask mask, Colour colour, double opacity) {
    return with(new Layer(mask, colour, opacity, false));
  }

  /**
   * Returns this overlay with the border of a mask, holes included, drawn on the mask's outermost
   * pixels. The line is one pixel wide after enlarging.
   *
   * @throws IllegalArgumentException if the mask has another size than the picture
   */
  public Overlay outline(Mask mask, Colour colour) {
    return with(new Layer(mask, colour, 1, true));
  }

  /**
   * Returns this overlay with every pixel drawn as a square.
   *
   * @param factor side of the square in pixels, at least 1; replaces an earlier one
   * @throws IllegalArgumentException if the result exceeds {@link RgbImage#MAX_SIDE}
   */
  public Overlay enlarged(int factor) {
    if (factor < 1) {
      throw new IllegalArgumentException("factor must be at least 1, got factor=" + factor);
    }
    RgbImage.checkSize((long) base.width() * factor, (long) base.height() * factor);
    return new Overlay(base, layers, factor);
  }

  /**
   * Returns this overlay with the smallest enlargement that makes the longer side at least
   * {@code pixels} long.
   *
   * @param pixels length of the longer side, in [1, 4096]
   * @throws IllegalArgumentException outside that range
   */
  public Overlay enlargedToAtLeast(int pixels) {
    if (pixels < 1 || pixels > 4096) {
      throw new IllegalArgumentException("length must be in [1, 4096], got pixels=" + pixels);
    }
    int longer = Math.max(base.width(), base.height());
    return enlarged(Math.max(1, (pixels + longer - 1) / longer));
  }

  /** Returns the picture with all layers drawn. */
  public RgbImage render() {
    byte[] rgb = enlargedBase();
    for (Layer layer : layers) {
      layer.drawOnto(rgb, factor);
    }
    return RgbImage.of(base.width() * factor, base.height() * factor, rgb);
  }

  private Overlay with(Layer layer) {
    Mask mask = layer.mask();
    if (mask.width() != base.width() || mask.height() != base.height()) {
      throw new IllegalArgumentException("expected a mask of " + base.width() + "x" + base.height()
          + ", got " + mask.width() + "x" + mask.height());
    }
    List<Layer> more = new ArrayList<>(layers);
    more.add(layer);
    return new Overlay(base, List.copyOf(more), factor);
  }

  private byte[] enlargedBase() {
    byte[] samples = base.toByteArray();
    if (factor == 1) {
      return samples;
    }
    int width = base.width() * factor;
    int height = base.height() * factor;
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0, at = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = (y / factor * base.width() + x / factor) * 3;
        rgb[at++] = samples[from];
        rgb[at++] = samples[from + 1];
        rgb[at++] = samples[from + 2];
      }
    }
    return rgb;
  }
}
