// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.mask.Mask;
import java.util.BitSet;

/**
 * The border of a mask along the edges of its pixels, as SVG path data: it stays sharp however far
 * a picture is enlarged. Around the mask it runs clockwise, around a hole the other way.
 */
final class MaskOutline {
  private static final int[] STEP_X = {1, 0, -1, 0};
  private static final int[] STEP_Y = {0, 1, 0, -1};

  private final Mask mask;
  private final int columns;
  /**
   * Edges that aren't in the path yet, the mask on their right: by corner and direction E, S, W, N.
   */
  private final BitSet edges = new BitSet();

  private MaskOutline(Mask mask) {
    this.mask = mask;
    this.columns = mask.width() + 1;
  }

  /**
   * Returns path data in pixels, 0 being the picture's left or top edge; empty of an empty mask.
   */
  static String of(Mask mask) {
    return new MaskOutline(mask).path();
  }

  private String path() {
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.get(x, y)) {
          markBorder(x, y);
        }
      }
    }
    StringBuilder path = new StringBuilder();
    for (int edge = edges.nextSetBit(0); edge >= 0; edge = edges.nextSetBit(edge)) {
      walk(edge, path);
    }
    return path.toString();
  }

  private void markBorder(int x, int y) {
    mark(!isSet(x, y - 1), x, y, 0);
    mark(!isSet(x + 1, y), x + 1, y, 1);
    mark(!isSet(x, y + 1), x + 1, y + 1, 2);
    mark(!isSet(x - 1, y), x, y + 1, 3);
  }

  private boolean isSet(int x, int y) {
    return x >= 0 && y >= 0 && x < mask.width() && y < mask.height() && mask.get(x, y);
  }

  private void mark(boolean border, int x, int y, int direction) {
    if (border) {
      edges.set(edge(x, y, direction));
    }
  }

  private int edge(int x, int y, int direction) {
    return 4 * (y * columns + x) + direction;
  }

  private void walk(int start, StringBuilder path) {
    int x = start / 4 % columns;
    int y = start / 4 / columns;
    int direction = start % 4;
    path.append('M').append(x).append(' ').append(y);
    while (direction >= 0) {
      int length = 0;
      while (edges.get(edge(x, y, direction))) {
        edges.clear(edge(x, y, direction));
        x += STEP_X[direction];
        y += STEP_Y[direction];
        length++;
      }
      int step = length * (STEP_X[direction] + STEP_Y[direction]);
      path.append(direction % 2 == 0 ? 'h' : 'v').append(step);
      direction = next(x, y, direction);
    }
    path.append('z');
  }

  /** Returns the turn to take, to the right first: pixels that touch at a corner stay apart. */
  private int next(int x, int y, int direction) {
    int right = (direction + 1) % 4;
    int left = (direction + 3) % 4;
    if (edges.get(edge(x, y, right))) {
      return right;
    }
    return edges.get(edge(x, y, left)) ? left : -1;
  }
}
