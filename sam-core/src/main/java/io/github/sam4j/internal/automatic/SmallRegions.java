// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.mask.Components;
import io.github.sam4j.mask.Mask;

/**
 * Fills the small holes of a mask, then removes its small parts, pixels being connected by edges
 * and corners both times.
 *
 * <p>As in the reference a hole is any connected part of the background, the outside too; and a
 * mask of small parts only keeps its largest and counts as changed, even if it was the only one.
 */
final class SmallRegions {
  private SmallRegions() {}

  /**
   * A mask without small regions.
   *
   * @param changed whether there was one
   */
  record Cleaned(Mask mask, boolean changed) {}

  /**
   * Cleans a mask.
   *
   * @param minArea pixels that a region must have to stay
   */
  static Cleaned clean(Mask mask, int minArea) {
    Cleaned filled = fillHoles(mask, minArea);
    Cleaned cleaned = removeIslands(filled.mask(), minArea);
    return new Cleaned(cleaned.mask(), filled.changed() || cleaned.changed());
  }

  private static Cleaned fillHoles(Mask mask, int minArea) {
    Components holes = Components.eightConnected(mask.not());
    return hasSmall(holes, minArea)
        ? new Cleaned(mask.or(holes.mask(hole -> holes.area(hole) < minArea)), true)
        : new Cleaned(mask, false);
  }

  private static Cleaned removeIslands(Mask mask, int minArea) {
    Components islands = Components.eightConnected(mask);
    if (!hasSmall(islands, minArea)) {
      return new Cleaned(mask, false);
    }
    long largest = largestArea(islands);
    return new Cleaned(
        largest < minArea
            ? islands.mask(first(islands, largest))
            : islands.mask(island -> islands.area(island) >= minArea),
        true);
  }

  private static boolean hasSmall(Components regions, int minArea) {
    for (int i = 0; i < regions.count(); i++) {
      if (regions.area(i) < minArea) {
        return true;
      }
    }
    return false;
  }

  private static long largestArea(Components islands) {
    long largest = 0;
    for (int i = 0; i < islands.count(); i++) {
      largest = Math.max(largest, islands.area(i));
    }
    return largest;
  }

  /**
   * Returns the first component of that many pixels in the order of OpenCV, which the reference
   * uses: it scans the picture in blocks of 2 × 2 pixels, so the first block decides, not the first
   * pixel.
   */
  private static int first(Components islands, long area) {
    return islands.firstInBlocks(island -> islands.area(island) == area).orElseThrow();
  }
}
