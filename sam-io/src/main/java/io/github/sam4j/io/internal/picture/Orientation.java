// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import io.github.sam4j.image.RgbImage;

/**
 * How stored pixels are turned for display: the eight values of the EXIF tag Orientation (CIPA
 * DC-008, TIFF 6.0), named by where the first stored row and the first stored column are shown.
 */
public enum Orientation {
  /** Row at the top, column at the left. */
  UPRIGHT(false, false, false),
  /** Row at the top, column at the right. */
  MIRRORED(false, true, false),
  /** Row at the bottom, column at the right. */
  HALF_TURN(false, true, true),
  /** Row at the bottom, column at the left. */
  FLIPPED(false, false, true),
  /** Row at the left, column at the top. */
  TRANSPOSED(true, false, false),
  /** Row at the right, column at the top. */
  QUARTER_TURN_CLOCKWISE(true, false, true),
  /** Row at the right, column at the bottom. */
  TRANSVERSED(true, true, true),
  /** Row at the left, column at the bottom. */
  QUARTER_TURN_COUNTERCLOCKWISE(true, true, false);

  private final boolean exchangesAxes;
  /** Whether stored columns are read from the last one. */
  private final boolean reversesColumns;

  private final boolean reversesRows;

  Orientation(boolean exchangesAxes, boolean reversesColumns, boolean reversesRows) {
    this.exchangesAxes = exchangesAxes;
    this.reversesColumns = reversesColumns;
    this.reversesRows = reversesRows;
  }

  /** Returns the orientation of a tag's value; values that aren't defined turn nothing. */
  static Orientation ofTag(int value) {
    return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
  }

  /** Returns the picture as it is displayed. */
  public RgbImage apply(RgbImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int width = exchangesAxes ? stored.height() : stored.width();
    int height = exchangesAxes ? stored.width() : stored.height();
    byte[] from = stored.toByteArray();
    byte[] to = new byte[from.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column = exchangesAxes ? y : x;
        int row = exchangesAxes ? x : y;
        column = reversesColumns ? stored.width() - 1 - column : column;
        row = reversesRows ? stored.height() - 1 - row : row;
        System.arraycopy(from, 3 * (row * stored.width() + column), to, 3 * (y * width + x), 3);
      }
    }
    return RgbImage.of(width, height, to);
  }
}
