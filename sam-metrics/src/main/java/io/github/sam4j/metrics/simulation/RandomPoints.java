package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Mask;

/**
 * Points drawn at random from the pixels of an object, without replacement.
 *
 * <p>Exactly as many as asked for, never more; from an object of fewer pixels every pixel once,
 * which {@link SampledPoints#isComplete()} tells. For one seed, fewer uniform points are the
 * beginning of more.
 */
public final class RandomPoints {
  private RandomPoints() {}

  /**
   * Draws points, all pixels of the object equally likely.
   *
   * @param count how many, at least 1
   */
  public static SampledPoints uniform(Mask object, int count, long seed) {
    return eroded(object, count, 0, seed);
  }

  /**
   * Draws points away from the border, all pixels there equally likely: those whose distance to the
   * nearest pixel outside of the object, or outside of the image, is more than {@code erosion}.
   *
   * <p>Where fewer than {@code count} such pixels are left, or none, the points are drawn from the
   * whole object instead, and {@link SampledPoints#erosion()} is 0.
   *
   * @param count how many, at least 1
   * @param erosion in pixels, at least 0; 0 leaves the object as it is
   */
  public static SampledPoints eroded(Mask object, int count, int erosion, long seed) {
    checkCount(count);
    if (erosion < 0) {
      throw new IllegalArgumentException("erosion must be at least 0, got erosion=" + erosion);
    }
    Mask core = erosion == 0 ? object : core(object, erosion);
    boolean enough = core.area() >= count;
    PixelDraw draw = new PixelDraw(enough ? core : object, seed);
    draw.drawUpTo(count);
    return new SampledPoints(draw.points(), count, enough ? erosion : 0);
  }

  /**
   * Draws points that are spread from top to bottom: the rows that have pixels of the object are
   * split into {@code count} bands of as equally many rows as possible, and from each band comes
   * one pixel, all equally likely.
   *
   * <p>An object of fewer rows has as many bands as rows; the points that are still missing then
   * are drawn uniformly from the pixels that are left.
   *
   * @param count how many, at least 1
   */
  public static SampledPoints rowBands(Mask object, int count, long seed) {
    checkCount(count);
    PixelDraw draw = new PixelDraw(object, seed);
    draw.drawFromBands(Math.min(count, draw.rows()));
    draw.drawUpTo(count);
    return new SampledPoints(draw.points(), count, 0);
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
