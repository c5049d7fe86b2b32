// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.boxes;

import io.github.sam4j.mask.Box;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Greedy non-maximum suppression on boxes, as torchvision computes it: in single precision, with
 * the area of a box excluding its last row and column, so that a box one pixel wide has area 0 and
 * never suppresses (0/0 exceeds no threshold).
 *
 * <p>Boxes are sorted by score; each box that is kept removes the boxes it suppresses from the
 * remaining ones, so the list shrinks quickly. Few boxes of a grid overlap, and disjoint boxes are
 * recognised without a division.
 */
public final class BoxNms {
  private final int[] index;
  private final int[] x0;
  private final int[] y0;
  private final int[] x1;
  private final int[] y1;
  private final float[] area;

  private BoxNms(List<Box> boxes, float[] scores) {
    index = byFallingScore(scores);
    int n = index.length;
    x0 = new int[n];
    y0 = new int[n];
    x1 = new int[n];
    y1 = new int[n];
    area = new float[n];
    for (int i = 0; i < n; i++) {
      Box box = boxes.get(index[i]);
      x0[i] = box.x0();
      y0[i] = box.y0();
      x1[i] = box.x1();
      y1[i] = box.y1();
      area[i] = (float) (x1[i] - x0[i]) * (y1[i] - y0[i]);
    }
  }

  /**
   * Returns the indices of the boxes that are kept, by descending score; ties keep their order.
   *
   * @param scores one per box
   * @param threshold a box whose IoU with a kept one is above this is dropped; not negative
   */
  public static List<Integer> keep(List<Box> boxes, float[] scores, double threshold) {
    BoxNms nms = new BoxNms(boxes, scores);
    int left = nms.index.length;
    for (int best = 0; best < left; best++) {
      left = nms.sweep(best, left, threshold);
    }
    return IntStream.range(0, left).mapToObj(i -> nms.index[i]).toList();
  }

  private static int[] byFallingScore(float[] scores) {
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      // adding 0 turns -0 into 0; then the bits order like the values, except for the sign
      int bits = Float.floatToIntBits(scores[i] + 0f);
      int rising = bits ^ (bits >> 31 & Integer.MAX_VALUE);
      keys[i] = (long) ~rising << 32 | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }

  /**
   * Removes the boxes after {@code best} that it suppresses and returns the number of boxes left.
   */
  private int sweep(int best, int count, double threshold) {
    int left = x0[best];
    int top = y0[best];
    int right = x1[best];
    int bottom = y1[best];
    int kept = best + 1;
    for (int i = best + 1; i < count; i++) {
      int width = Math.min(right, x1[i]) - Math.max(left, x0[i]);
      int height = Math.min(bottom, y1[i]) - Math.max(top, y0[i]);
      boolean suppressed = false;
      if (width > 0 && height > 0) {
        float both = (float) width * height;
        suppressed = both / (area[best] + area[i] - both) > threshold;
      }
      if (!suppressed) {
        move(i, kept++);
      }
    }
    return kept;
  }

  private void move(int from, int to) {
    if (from == to) {
      return;
    }
    index[to] = index[from];
    x0[to] = x0[from];
    y0[to] = y0[from];
    x1[to] = x1[from];
    y1[to] = y1[from];
    area[to] = area[from];
  }
}
