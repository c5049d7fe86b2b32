package io.github.sam4j.metrics.simulation;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.internal.distance.NearestTargets;
import io.github.sam4j.prompt.PromptPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Exact squared distances of the pixels of a mask to the nearest pixel that isn't set. Only the box
 * around the mask is looked at: all around it nothing is set, be it inside the image or not.
 */
final class SquaredDistances {
  private final Box box;

  /** Row by row within the box, 0 where the mask isn't set. */
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
    // with a frame of unset pixels, which also stands for what is outside of the image
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

  /** Returns the largest value in a part of the mask, 0 if that has no pixel. */
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

  /** Returns the pixels of that value in a part of the mask, in reading order. */
  List<PromptPoint> places(int square, Mask within, boolean foreground) {
    List<PromptPoint> places = new ArrayList<>();
    for (int y = box.y0(); y <= box.y1(); y++) {
      for (int x = box.x0(); x <= box.x1(); x++) {
        if (at(x, y) == square && within.get(x, y)) {
          places.add(new PromptPoint(x, y, foreground));
        }
      }
    }
    return places;
  }
}
