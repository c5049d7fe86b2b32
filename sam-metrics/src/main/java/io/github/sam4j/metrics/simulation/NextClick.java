package io.github.sam4j.metrics.simulation;

import io.github.sam4j.prompt.PromptPoint;
import java.util.List;

/**
 * Where a simulated user clicks next, and why: distances are those in the map, or the two maps, of
 * the {@link ClickRule}.
 *
 * @param tied all equally good places in reading order, at least one; a point is foreground if the
 *     reference is set there
 * @param missedSquaredDistance the largest squared distance at a missed pixel, 0 if there is none
 * @param falseSquaredDistance the largest squared distance at a falsely predicted pixel, 0 if there
 *     is none
 */
public record NextClick(
    List<PromptPoint> tied, int missedSquaredDistance, int falseSquaredDistance) {
  /** Checks that there is a place, and copies the list. */
  public NextClick {
    tied = List.copyOf(tied);
    if (tied.isEmpty() || missedSquaredDistance < 0 || falseSquaredDistance < 0) {
      throw new IllegalArgumentException(
          "expected a place and squared distances of at least 0, got tied=" + tied
              + " missedSquaredDistance=" + missedSquaredDistance + " falseSquaredDistance="
              + falseSquaredDistance);
    }
  }

  /** Returns the click: the first of the places. */
  public PromptPoint first() {
    return tied.get(0);
  }

  /** Returns a click at one of the places, all equally likely. */
  public PromptPoint random(long seed) {
    return SeededRandom.any(tied, seed);
  }
}
