// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.overlay.Overlay;
import io.github.sam4j.mask.Mask;
import java.util.List;

/** A picture overlaid with tinted masks, for the commands that segment one picture. */
final class MaskPicture {
  private static final double OPACITY = 0.45;

  private MaskPicture() {}

  /** Draws the masks in their order, later ones on top, each in the next colour of the palette. */
  static RgbImage draw(RgbImage picture, List<Mask> masks) {
    Overlay drawing = Overlay.on(picture);
    for (int i = 0; i < masks.size(); i++) {
      drawing = drawing.fill(masks.get(i), Overlay.Colour.ofPalette(i), OPACITY);
    }
    return drawing.render();
  }
}
