// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.overlay;

import io.github.sam4j.io.internal.opencv.Outlines;
import io.github.sam4j.mask.Mask;
import java.util.Objects;

/**
 * A mask drawn in a colour.
 *
 * @param opacity in [0, 1]; 1 hides the picture
 * @param outline whether only the border is drawn
 */
record Layer(Mask mask, Overlay.Colour colour, double opacity, boolean outline) {
  Layer {
    Objects.requireNonNull(mask, "mask");
    Objects.requireNonNull(colour, "colour");
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new IllegalArgumentException("opacity must be in [0, 1], got opacity=" + opacity);
    }
  }

  /**
   * Draws onto an enlarged picture.
   *
   * @param rgb samples of a picture {@code factor} times as wide and high as the mask, changed
   */
  void drawOnto(byte[] rgb, int factor) {
    Mask drawn = outline ? Outlines.of(enlarged(factor)) : enlarged(factor);
    for (int y = 0, at = 0; y < drawn.height(); y++) {
      for (int x = 0; x < drawn.width(); x++, at += 3) {
        if (drawn.get(x, y)) {
          for (int c = 0; c < 3; c++) {
            double blended = (rgb[at + c] & 0xFF) * (1 - opacity) + colour.channel(c) * opacity;
            rgb[at + c] = (byte) Math.round(blended);
          }
        }
      }
    }
  }

  private Mask enlarged(int factor) {
    return factor == 1
        ? mask
        : Mask.of(
            mask.width() * factor,
            mask.height() * factor,
            (x, y) -> mask.get(x / factor, y / factor));
  }
}
