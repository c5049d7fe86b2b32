// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

/**
 * A rectangle of pixels, all four bounds included: {@code x0 = x1} is one pixel wide.
 *
 * @param x0 leftmost column
 * @param y0 topmost row
 * @param x1 rightmost column
 * @param y1 lowest row
 */
public record Box(int x0, int y0, int x1, int y1) {
  /** Checks that the maxima are not below the minima. */
  public Box {
    if (x1 < x0 || y1 < y0) {
      throw new IllegalArgumentException("box maxima must not be below its minima, got x0=" + x0
          + " y0=" + y0 + " x1=" + x1 + " y1=" + y1);
    }
  }

  /** Returns the number of columns covered, at least 1. */
  public int width() {
    return x1 - x0 + 1;
  }

  /** Returns the number of rows covered, at least 1. */
  public int height() {
    return y1 - y0 + 1;
  }
}
