// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.internal.distance.NearestTargets;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact squared distances from the pixels of a mask to the nearest background pixel. Only the
 * bounding box of the mask is processed: everything around it is background, inside the image or
 * outside.
 */
final class SquaredDistances {
  private final Box box;

  /** Squared distances, row by row within the box, 0 where the mask is not set. */
  private final int[] squares;

  private SquaredDistances(Box box, int[] squares) {
    this.box = box;
    this.squares = squares;
  }

  static SquaredDistances of(Mask mask) {
    return mask.box()
        .map(box -> new SquaredDistances(box, squares(mask, box)))
        .orElseGet(() -> new SquaredDistances(new Box(0, 0, 0, 0), new int[1]));
  }

  private static int[] squares(Mask mask, Box box) {
    // with a frame of background pixels, which also represents the outside of the image
    Mask framed = Mask.of(
        box.width() + 2,
        box.height() + 2,
        (x, y) -> x >= 1
            && x <= box.width()
            && y >= 1
            && y <= box.height()
            && mask.get(box.x0() + x - 1, box.y0() + y - 1));
    double[] ofSetPixels = NearestTargets.squaredDistances(
        VoxelMask.ofPlanes(List.of(framed)),
        VoxelMask.ofPlanes(List.of(framed.not())),
        Spacing.UNIT);
    int[] squares = new int[Math.multiplyExact(box.width(), box.height())];
    int next = 0;
    for (int i = 0; i < squares.length; i++) {
      if (framed.get(1 + i % box.width(), 1 + i / box.width())) {
        squares[i] = (int) ofSetPixels[next++];
      }
    }
    return squares;
  }

  int at(int x, int y) {
    boolean inside = x >= box.x0() && x <= box.x1() && y >= box.y0() && y <= box.y1();
    return inside ? squares[(y - box.y0()) * box.width() + x - box.x0()] : 0;
  }

  /** Returns the largest value within a part of the mask, 0 if the part is empty. */
  int maximum(Mask within) {
    int maximum = 0;
    for (int y = box.y0(); y <= box.y1(); y++) {
      for (int x = box.x0(); x <= box.x1(); x++) {
        int square = at(x, y);
        if (square > maximum && within.get(x, y)) {
          maximum = square;
        }
      }
    }
    return maximum;
  }

  /** Returns the pixels with the given value within a part of the mask, in reading order. */
  List<Prompt.Point> pixels(int square, Mask within, boolean foreground) {
    List<Prompt.Point> pixels = new ArrayList<>();
    for (int y = box.y0(); y <= box.y1(); y++) {
      for (int x = box.x0(); x <= box.x1(); x++) {
        if (at(x, y) == square && within.get(x, y)) {
          pixels.add(new Prompt.Point(x, y, foreground));
        }
      }
    }
    return pixels;
  }
}
