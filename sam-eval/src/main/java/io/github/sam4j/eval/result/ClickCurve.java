package io.github.sam4j.eval.result;

import java.util.List;

/**
 * Scores by number of clicks. Where clicks end early, because nothing is wrong any more or a target
 * is reached, the last prediction stands for all later numbers, so that every point is over the
 * same samples.
 *
 * @param series of the scores; its number of clicks is that of the last point
 * @param samples number of slices that show the object and have a result of a click
 * @param points one for each number of clicks from 1
 */
public record ClickCurve(Series series, int samples, List<Point> points) {
  /** Copies the list. */
  public ClickCurve {
    points = List.copyOf(points);
  }

  /**
   * The scores after some clicks.
   *
   * @param clicks number of clicks
   * @param clicked number of samples with a result for so many; the others ended earlier. All of
   *     them for a protocol that repeats its last result where nothing is left to click
   * @param dice mean over all samples, in {@code [0, 1]}
   * @param iou mean over all samples, in {@code [0, 1]}
   */
  public record Point(int clicks, int clicked, double dice, double iou) {}
}
