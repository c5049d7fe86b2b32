// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;

/**
 * Which pixels of a picture belong to its mask.
 *
 * <p>Those that aren't black, whether they are 1, 255 or a colour. A picture of one full colour,
 * such as white, and shades of it is a mask with soft edges: pixels of at least half the brightness
 * belong to it. Shades that lie elsewhere than along that edge mean something else, such as labels,
 * and are refused.
 */
final class MaskLevels {
  private static final int FULL = 255;
  private static final int HALF = 128;
  /** How far from the edge, in pixels along each axis, resampling leaves greys. */
  private static final int EDGE = 2;

  private final RgbImage picture;

  private MaskLevels(RgbImage picture) {
    this.picture = picture;
  }

  /**
   * Returns the mask of a picture.
   *
   * @throws IllegalArgumentException if it has a full colour and shades of it that are no soft edge
   */
  static Mask mask(RgbImage picture) {
    MaskLevels levels = new MaskLevels(picture);
    if (!levels.isSoft()) {
      return Mask.of(picture.width(), picture.height(), (x, y) -> levels.level(x, y) > 0);
    }
    levels.checkEdges();
    return Mask.of(picture.width(), picture.height(), levels::isInside);
  }

  /** Returns the brightest of a pixel's samples. */
  private int level(int x, int y) {
    return Math.max(
        picture.sample(x, y, 0), Math.max(picture.sample(x, y, 1), picture.sample(x, y, 2)));
  }

  private boolean isInside(int x, int y) {
    return level(x, y) >= HALF;
  }

  private boolean isShade(int x, int y) {
    return level(x, y) > 0 && level(x, y) < FULL;
  }

  /** Returns whether the picture has one full colour, shades of it, and no other colour. */
  private boolean isSoft() {
    int[] full = null;
    boolean shades = false;
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (level(x, y) == FULL && full == null) {
          full =
              new int[] {picture.sample(x, y, 0), picture.sample(x, y, 1), picture.sample(x, y, 2)};
        }
        shades |= isShade(x, y);
      }
    }
    return full != null && shades && areShadesOf(full);
  }

  private boolean areShadesOf(int... full) {
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        for (int channel = 0; channel < 3; channel++) {
          int error = picture.sample(x, y, channel) * FULL - full[channel] * level(x, y);
          if (Math.abs(error) > FULL) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private void checkEdges() {
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        if (isShade(x, y) && !isAtEdge(x, y)) {
          throw new IllegalArgumentException(
              "expected a mask with shades of its colour only along its edge, got level "
                  + level(x, y) + " of " + FULL + " at pixel (" + x + ", " + y
                  + "); give it two colours first");
        }
      }
    }
  }

  /** Returns whether the other side of the edge is near. */
  private boolean isAtEdge(int column, int row) {
    boolean inside = isInside(column, row);
    int right = Math.min(picture.width() - 1, column + EDGE);
    int bottom = Math.min(picture.height() - 1, row + EDGE);
    for (int y = Math.max(0, row - EDGE); y <= bottom; y++) {
      for (int x = Math.max(0, column - EDGE); x <= right; x++) {
        if (isInside(x, y) != inside) {
          return true;
        }
      }
    }
    return false;
  }
}
