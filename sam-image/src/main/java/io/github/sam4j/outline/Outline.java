// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.outline;

import io.github.sam4j.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The outline of a mask: polygons with holes.
 *
 * @param polygons none if the mask is empty
 */
public record Outline(List<Polygon> polygons) {
  /** Copies the list. */
  public Outline {
    polygons = List.copyOf(polygons);
  }

  /**
   * A polygon.
   *
   * @param outer the ring around it
   * @param holes rings inside of it that bound what doesn't belong to it
   */
  public record Polygon(Ring outer, List<Ring> holes) {
    /** Copies the list. */
    public Polygon {
      Objects.requireNonNull(outer, "outer");
      holes = List.copyOf(holes);
    }
  }

  /**
   * Returns the outline of a mask along the edges of its pixels, from which {@link #toMask} makes
   * the same mask.
   *
   * <p>There is one polygon for each set of pixels joined by their edges; pixels that touch at a
   * corner only belong to different polygons. No ring meets itself, and two rings of a polygon
   * share single corners at most, where pixels touch at a corner; so polygons are valid in the
   * sense of OGC Simple Features. Outer rings have a positive {@linkplain Ring#signedArea area}
   * (clockwise as seen on a screen), holes a negative one. A ring has corners only where it turns,
   * the first of them the leftmost of the topmost ones.
   *
   * <p>Polygons are in the order of their topmost edges, from left to right in a row, and so are
   * the holes of each. Takes time and memory by the number of pixels and the length of their edges.
   */
  public static Outline of(Mask mask) {
    return new RingTracer(mask).outline();
  }

  /**
   * Returns the mask of the pixels whose centres lie inside of the polygons, by the even-odd rule
   * over all rings. A centre on a line belongs to its right side. What lies outside of the mask is
   * ignored.
   *
   * @throws IllegalArgumentException if a side isn't positive or there are too many pixels
   */
  public Mask toMask(int width, int height) {
    boolean[][] changes = new boolean[height > 0 && width > 0 ? height : 0][];
    for (Ring ring : rings()) {
      for (int i = 0; i < ring.size(); i++) {
        int next = i + 1 == ring.size() ? 0 : i + 1;
        cross(ring.x(i), ring.y(i), ring.x(next), ring.y(next), width, changes);
      }
    }
    boolean[] inside = new boolean[1];
    return Mask.of(width, height, (x, y) -> {
      inside[0] = (x > 0 && inside[0]) ^ (changes[y] != null && changes[y][x]);
      return inside[0];
    });
  }

  /** Notes in each row the first pixel whose centre isn't to the left of an edge. */
  private static void cross(int x0, int y0, int x1, int y1, int width, boolean[][] changes) {
    int last = Math.min(Math.max(y0, y1), changes.length);
    for (int y = Math.max(0, Math.min(y0, y1)); y < last; y++) {
      double at = x0 + (y + 0.5 - y0) * ((double) x1 - x0) / ((double) y1 - y0);
      double first = Math.max(0, Math.ceil(at - 0.5));
      if (first < width) {
        if (changes[y] == null) {
          changes[y] = new boolean[width];
        }
        changes[y][(int) first] ^= true;
      }
    }
  }

  private List<Ring> rings() {
    List<Ring> rings = new ArrayList<>();
    for (Polygon polygon : polygons) {
      rings.add(polygon.outer());
      rings.addAll(polygon.holes());
    }
    return rings;
  }
}
