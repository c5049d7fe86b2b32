// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.prompt;

/**
 * A point on the object (foreground) or outside it (background).
 *
 * @param x column in pixels of the original image
 * @param y row in pixels of the original image
 * @param foreground whether the point lies on the object
 */
public record PromptPoint(double x, double y, boolean foreground) {
  /** Checks that the coordinates are finite. */
  public PromptPoint {
    if (!Double.isFinite(x) || !Double.isFinite(y)) {
      throw new IllegalArgumentException(
          "point coordinates must be finite, got (" + x + ", " + y + ")");
    }
  }
}
