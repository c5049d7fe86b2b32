package io.github.sam4j.automatic;

import io.github.sam4j.mask.Box;
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
    int largest = largest(islands);
    return new Cleaned(
        islands.area(largest) < minArea
            ? islands.mask(largest)
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

  private static int largest(Components islands) {
    int largest = 0;
    for (int i = 1; i < islands.count(); i++) {
      if (islands.area(i) > islands.area(largest)
          || (islands.area(i) == islands.area(largest) && isBefore(islands, i, largest))) {
        largest = i;
      }
    }
    return largest;
  }

  /**
   * Returns whether OpenCV, which the reference uses, numbers one component before another: it goes
   * over the picture in blocks of 2 × 2 pixels, so the first block decides, not the first pixel.
   */
  private static boolean isBefore(Components components, int a, int b) {
    Mask first = components.mask(a);
    Mask second = components.mask(b);
    int rowA = top(first) / 2;
    int rowB = top(second) / 2;
    return rowA != rowB ? rowA < rowB : leftInRows(first, rowA) < leftInRows(second, rowB);
  }

  private static int top(Mask mask) {
    return mask.box().map(Box::y0).orElseThrow();
  }

  /** Returns the leftmost block of a mask in a row of blocks. */
  private static int leftInRows(Mask mask, int blockRow) {
    for (int x = 0; x < mask.width(); x++) {
      for (int y = 2 * blockRow; y < Math.min(2 * blockRow + 2, mask.height()); y++) {
        if (mask.get(x, y)) {
          return x / 2;
        }
      }
    }
    throw new IllegalArgumentException(
        "no pixel of " + mask + " in row " + blockRow + " of blocks");
  }
}
