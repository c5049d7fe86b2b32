// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.overlay;

import java.util.List;

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
   * Returns the colours of Okabe and Ito without black, which people with any kind of colour vision
   * can tell apart: orange, sky blue, bluish green, yellow, blue, vermilion, reddish purple.
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
