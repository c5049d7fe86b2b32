// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.util.List;

/**
 * Points drawn at random from the pixels of an object, without replacement.
 *
 * <p>There are exactly as many points as requested, never more; an object with fewer pixels yields
 * each of its pixels once. For a given seed, a smaller number of uniform points is a prefix of a
 * larger one.
 *
 * @param points distinct pixels of the object in the order they were drawn, as foreground points
 * @param requested number of points requested
 * @param erosion number of pixels by which the object was eroded before drawing; also 0 if the
 *     requested erosion would have left too few pixels
 */
public record RandomPoints(List<Prompt.Point> points, int requested, int erosion) {
  /** Checks that there are at most as many points as requested, and copies the list. */
  public RandomPoints {
    points = List.copyOf(points);
    if (points.size() > requested || erosion < 0) {
      throw new IllegalArgumentException("expected at most requested=" + requested
          + " points and an erosion of at least 0, got " + points.size() + " points, erosion="
          + erosion);
    }
  }

  /**
   * Draws points, all pixels of the object being equally likely.
   *
   * @param count number of points, at least 1
   */
  public static RandomPoints uniform(Mask object, int count, long seed) {
    return eroded(object, count, 0, seed);
  }

  /**
   * Draws points away from the border: from the pixels whose distance to the nearest pixel outside
   * the object, or outside the image, exceeds {@code erosion}, all equally likely.
   *
   * <p>If fewer than {@code count} such pixels exist, the points are drawn from the whole object
   * instead, and {@link #erosion()} is 0.
   *
   * @param count number of points, at least 1
   * @param erosion in pixels, at least 0; 0 leaves the object unchanged
   */
  public static RandomPoints eroded(Mask object, int count, int erosion, long seed) {
    checkCount(count);
    if (erosion < 0) {
      throw new IllegalArgumentException("erosion must be at least 0, got erosion=" + erosion);
    }
    Mask core = erosion == 0 ? object : core(object, erosion);
    boolean enough = core.area() >= count;
    PixelDraw draw = new PixelDraw(enough ? core : object, seed);
    draw.drawUpTo(count);
    return new RandomPoints(draw.points(), count, enough ? erosion : 0);
  }

  /**
   * Draws points spread from top to bottom: the rows that contain pixels of the object are divided
   * into {@code count} bands with as nearly equal numbers of rows as possible, and one pixel is
   * drawn from each band, all pixels of the band being equally likely.
   *
   * <p>An object with fewer rows has as many bands as rows; the remaining points are then drawn
   * uniformly from the remaining pixels.
   *
   * @param count number of points, at least 1
   */
  public static RandomPoints rowBands(Mask object, int count, long seed) {
    checkCount(count);
    PixelDraw draw = new PixelDraw(object, seed);
    draw.drawFromBands(Math.min(count, draw.rows()));
    draw.drawUpTo(count);
    return new RandomPoints(draw.points(), count, 0);
  }

  /** Returns whether there are as many points as requested: the object had enough pixels. */
  public boolean isComplete() {
    return points.size() == requested;
  }

  private static void checkCount(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count must be at least 1, got count=" + count);
    }
  }

  private static Mask core(Mask object, int erosion) {
    SquaredDistances distances = SquaredDistances.of(object);
    long square = (long) erosion * erosion;
    return Mask.of(object.width(), object.height(), (x, y) -> distances.at(x, y) > square);
  }
}
