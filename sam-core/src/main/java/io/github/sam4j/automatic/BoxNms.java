package io.github.sam4j.automatic;

import io.github.sam4j.mask.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Greedy non-maximum suppression on boxes, as torchvision computes it: single precision, the area
 * of a box without the last row and column, so that a box one pixel wide has none and never
 * suppresses (0/0 is not above any threshold).
 */
public final class BoxNms {
  private BoxNms() {}

  /**
   * Returns the indices of the boxes that stay, best score first, earlier ones first among equals.
   *
   * @param scores one per box
   * @param threshold a box whose IoU with a kept one is above this is dropped
   */
  public static List<Integer> keep(List<Box> boxes, float[] scores, double threshold) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> -scores[i]));
    boolean[] dropped = new boolean[boxes.size()];
    List<Integer> kept = new ArrayList<>();
    for (int rank = 0; rank < order.size(); rank++) {
      int best = order.get(rank);
      if (dropped[best]) {
        continue;
      }
      kept.add(best);
      for (int other : order.subList(rank + 1, order.size())) {
        dropped[other] |= iou(boxes.get(best), boxes.get(other)) > threshold;
      }
    }
    return kept;
  }

  private static float iou(Box a, Box b) {
    float width = Math.max(0, Math.min(a.x1(), b.x1()) - Math.max(a.x0(), b.x0()));
    float height = Math.max(0, Math.min(a.y1(), b.y1()) - Math.max(a.y0(), b.y0()));
    float intersection = width * height;
    return intersection / (area(a) + area(b) - intersection);
  }

  private static float area(Box box) {
    return (float) (box.x1() - box.x0()) * (box.y1() - box.y0());
  }
}
