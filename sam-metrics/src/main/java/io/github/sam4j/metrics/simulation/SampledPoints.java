package io.github.sam4j.metrics.simulation;

import io.github.sam4j.prompt.PromptPoint;
import java.util.List;

/**
 * Points drawn from an object, and whether they are what was asked for.
 *
 * @param points different pixels of the object in the order they were drawn, as points on it; never
 *     more than {@code asked}
 * @param asked how many were asked for
 * @param erosion by how many pixels the object was eroded before; 0 also where an erosion was asked
 *     for but would have left too few pixels
 */
public record SampledPoints(List<PromptPoint> points, int asked, int erosion) {
  /** Checks that there aren't more points than asked for, and copies the list. */
  public SampledPoints {
    points = List.copyOf(points);
    if (points.size() > asked || erosion < 0) {
      throw new IllegalArgumentException(
          "expected at most asked=" + asked + " points and an erosion of at least 0, got "
              + points.size() + " points, erosion=" + erosion);
    }
  }

  /** Returns whether there are as many points as asked for: the object had enough pixels. */
  public boolean isComplete() {
    return points.size() == asked;
  }
}
