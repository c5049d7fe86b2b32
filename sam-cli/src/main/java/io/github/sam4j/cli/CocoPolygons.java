// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Mask;
import java.util.BitSet;

/**
 * Polygons of COCO annotations as masks, pixel by pixel as pycocotools makes them.
 *
 * <p>Corners are rounded to a grid of five positions a pixel, and edges are drawn on it step by
 * step along their longer side. Wherever the outline passes the middle of a column of pixels, all
 * pixels from there on change sides, down the column and through the next ones.
 */
final class CocoPolygons {
  private static final int GRID = 5;

  /** Farther corners are no pixels of any picture, and edges take time by their length. */
  private static final double FARTHEST = 1e6;

  private final int width;
  private final int height;

  /** The pixels, column by column, at which the inside begins or ends. */
  private final BitSet changes = new BitSet();

  private int lastX;
  private int lastY;
  private boolean started;

  private CocoPolygons(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /**
   * Returns the union of polygons.
   *
   * @param polygons a list of lists of x and y in turn, in pixels
   * @throws IllegalArgumentException if it is something else, or a corner is farther away than
   *     pictures are large
   */
  static Mask mask(JsonNode polygons, int width, int height) {
    BitSet inside = new BitSet();
    for (JsonNode polygon : polygons) {
      inside.or(new CocoPolygons(width, height).inside(grid(polygon)));
    }
    return Mask.of(width, height, (x, y) -> inside.get(x * height + y));
  }

  private static int[] grid(JsonNode polygon) {
    int[] grid = new int[polygon.size()];
    if (!polygon.isArray() || grid.length < 6 || grid.length % 2 != 0) {
      throw new IllegalArgumentException(
          "expected polygons of at least three corners, each an x and a y, found another");
    }
    for (int i = 0; i < grid.length; i++) {
      double value = polygon.get(i).doubleValue();
      if (!polygon.get(i).isNumber() || !(Math.abs(value) <= FARTHEST)) {
        throw new IllegalArgumentException(
            "expected corners of polygons within " + FARTHEST + " pixels, found another");
      }
      grid[i] = (int) (GRID * value + 0.5);
    }
    return grid;
  }

  private BitSet inside(int[] grid) {
    for (int i = 0; i < grid.length; i += 2) {
      int next = (i + 2) % grid.length;
      draw(grid[i], grid[i + 1], grid[next], grid[next + 1]);
    }
    BitSet inside = new BitSet(width * height);
    for (int from = changes.nextSetBit(0); from >= 0; ) {
      int end = changes.nextSetBit(from + 1);
      inside.set(from, end < 0 ? width * height : end);
      from = end < 0 ? -1 : changes.nextSetBit(end + 1);
    }
    return inside;
  }

  /** Visits the grid along an edge; rounding doesn't depend on its direction. */
  private void draw(int x0, int y0, int x1, int y1) {
    int dx = Math.abs(x1 - x0);
    int dy = Math.abs(y1 - y0);
    boolean flat = dx >= dy;
    boolean backwards = flat ? x0 > x1 : y0 > y1;
    int fromX = backwards ? x1 : x0;
    int fromY = backwards ? y1 : y0;
    int toX = backwards ? x0 : x1;
    int toY = backwards ? y0 : y1;
    int steps = Math.max(dx, dy);
    double slope = flat ? (double) (toY - fromY) / dx : (double) (toX - fromX) / dy;
    for (int i = 0; i <= steps; i++) {
      int step = backwards ? steps - i : i;
      if (flat) {
        visit(fromX + step, steps == 0 ? fromY : (int) (fromY + slope * step + 0.5));
      } else {
        visit((int) (fromX + slope * step + 0.5), fromY + step);
      }
    }
  }

  private void visit(int x, int y) {
    if (started && x != lastX) {
      // the column whose middle lies between both positions, if there is one
      double column = ((x < lastX ? x : x - 1) + 0.5) / GRID - 0.5;
      if (column == Math.floor(column) && column >= 0 && column <= width - 1) {
        double row = (Math.min(y, lastY) + 0.5) / GRID - 0.5;
        int first = (int) Math.ceil(Math.max(0, Math.min(row, height)));
        changes.flip(((int) column) * height + first);
      }
    }
    started = true;
    lastX = x;
    lastY = y;
  }
}
