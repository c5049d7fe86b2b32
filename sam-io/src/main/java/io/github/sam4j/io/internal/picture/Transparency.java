// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import io.github.sam4j.image.RgbImage;
import java.io.IOException;

/** Decides whether the colours or the transparency of a picture are its mask or labels. */
final class Transparency {
  private Transparency() {}

  /**
   * Returns the labels of a picture. In this order:
   *
   * <ol>
   *   <li>nothing is transparent: the colours
   *   <li>all pixels have the same colour: the opacities, as grey
   *   <li>some pixels are fully transparent, exactly the black ones: the colours
   * </ol>
   *
   * @param alpha opacity of each pixel, 0 to 255, row-major
   * @throws IOException otherwise, since each would be another mask
   */
  static RgbImage labels(RgbImage colors, byte[] alpha) throws IOException {
    boolean opaque = true;
    boolean oneColor = true;
    boolean anyClear = false;
    boolean blackIsClear = true;
    int first = color(colors, 0);
    for (int i = 0; i < alpha.length; i++) {
      int color = color(colors, i);
      opaque &= alpha[i] == (byte) 255;
      oneColor &= color == first;
      anyClear |= alpha[i] == 0;
      blackIsClear &= (color == 0) == (alpha[i] == 0);
    }
    if (!opaque && oneColor) {
      return RgbImage.ofGrey(colors.width(), colors.height(), alpha);
    }
    if (opaque || (anyClear && blackIsClear)) {
      return colors;
    }
    throw new IOException("expected a mask or labels in the colours or in the transparency, got "
        + "both, which contradict each other; remove one of them from the picture");
  }

  private static int color(RgbImage colors, int pixel) {
    int x = pixel % colors.width();
    int y = pixel / colors.width();
    return colors.sample(x, y, 0) << 16 | colors.sample(x, y, 1) << 8 | colors.sample(x, y, 2);
  }
}
