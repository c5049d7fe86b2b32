// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.outline;

import java.util.Arrays;

/** A closed line through corners of pixels. The last corner is joined to the first. */
public final class Ring {
  private final int[] xy;

  private Ring(int[] xy) {
    this.xy = xy;
  }

  /**
   * Creates a ring.
   *
   * @param xy x and y of each corner in turn, copied; the first corner isn't repeated at the end
   * @throws IllegalArgumentException if there are fewer than three corners or a number is left over
   */
  public static Ring of(int... xy) {
    if (xy.length < 6 || xy.length % 2 != 0) {
      throw new IllegalArgumentException(
          "expected x and y of at least three corners, got " + xy.length + " numbers");
    }
    return new Ring(xy.clone());
  }

  /** Returns the number of corners. */
  public int size() {
    return xy.length / 2;
  }

  /**
   * Returns the column of pixels to the right of a corner.
   *
   * @throws IndexOutOfBoundsException if there is no such corner
   */
  public int x(int corner) {
    return xy[2 * corner];
  }

  /**
   * Returns the row of pixels below a corner.
   *
   * @throws IndexOutOfBoundsException if there is no such corner
   */
  public int y(int corner) {
    return xy[2 * corner + 1];
  }

  /**
   * Returns the enclosed area in pixels by the shoelace formula: positive if the ring runs
   * clockwise as seen on a screen, where y points down, negative if counterclockwise.
   */
  public double signedArea() {
    long twice = 0;
    for (int i = 0, before = xy.length - 2; i < xy.length; before = i, i += 2) {
      twice += (long) xy[before] * xy[i + 1] - (long) xy[i] * xy[before + 1];
    }
    return twice / 2.0;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Ring other && Arrays.equals(xy, other.xy);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(xy);
  }

  @Override
  public String toString() {
    return "Ring" + Arrays.toString(xy);
  }
}
