// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.util.Optional;

/**
 * Exact boxes around the set pixels of a mask; {@link BoxJitter} adds random perturbations.
 *
 * <p>Edges are the indices of the outermost pixels of the box, all inclusive: the box of a single
 * pixel has equal edges and still covers one pixel.
 */
public final class ObjectBoxes {
  private ObjectBoxes() {}

  /** Returns the bounding box, empty for an empty mask. */
  public static Optional<Prompt.Box> tight(Mask object) {
    return object.box().map(box -> new Prompt.Box(box.x0(), box.y0(), box.x1(), box.y1()));
  }

  /**
   * Returns the bounding box enlarged by the same margin on every side and clipped to the image,
   * empty for an empty mask.
   *
   * <p>MedSAM's protocol adds 20 pixels at a scale of 1024: {@code 20.0 * longSide / 1024} here.
   *
   * @param pixels the margin, finite, at least 0; not rounded
   */
  public static Optional<Prompt.Box> withMargin(Mask object, double pixels) {
    if (!(pixels >= 0 && Double.isFinite(pixels))) {
      throw new IllegalArgumentException(
          "margin must be finite and at least 0, got pixels=" + pixels);
    }
    return object.box().map(box -> enlarged(box, pixels, pixels, pixels, pixels, object));
  }

  /** Moves each side outward and clips it to the first or last pixel of the image. */
  static Prompt.Box enlarged(
      Box box, double left, double top, double right, double bottom, Mask image) {
    return new Prompt.Box(
        Math.max(0, box.x0() - left),
        Math.max(0, box.y0() - top),
        Math.min(image.width() - 1, box.x1() + right),
        Math.min(image.height() - 1, box.y1() + bottom));
  }
}
