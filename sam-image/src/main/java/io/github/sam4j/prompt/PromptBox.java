// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.prompt;

/**
 * A box around an object.
 *
 * @param x0 left edge in pixels of the original image
 * @param y0 top edge
 * @param x1 right edge, not below {@code x0}
 * @param y1 bottom edge, not below {@code y0}
 */
public record PromptBox(double x0, double y0, double x1, double y1) {
  /** Checks that the edges are finite and in order. */
  public PromptBox {
    if (!Double.isFinite(x0)
        || !Double.isFinite(y0)
        || !Double.isFinite(x1)
        || !Double.isFinite(y1)) {
      throw new IllegalArgumentException("box edges must be finite, got " + text(x0, y0, x1, y1));
    }
    if (x1 < x0 || y1 < y0) {
      throw new IllegalArgumentException(
          "box must have x0 <= x1 and y0 <= y1, got " + text(x0, y0, x1, y1));
    }
  }

  private static String text(double x0, double y0, double x1, double y1) {
    return "x0=" + x0 + " y0=" + y0 + " x1=" + x1 + " y1=" + y1;
  }
}
