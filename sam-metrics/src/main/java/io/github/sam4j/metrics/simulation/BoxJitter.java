package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.PromptBox;
import java.util.Optional;
import java.util.Random;

/**
 * A way to make the tight box of an object as inexact as a person draws it. A value whose
 * {@link #name} goes into reports.
 *
 * <p>The size of a box is its number of columns and rows, so a single pixel has size 1. Edges are
 * those of {@link ObjectBoxes}, not rounded, and never leave the image. A box keeps at least the
 * extent of one pixel, except that what juts out of the image is cut off; even then the edges stay
 * in order and at least one pixel is left.
 *
 * @param model what is moved
 * @param amount how far at most: a share of the box's size, or pixels for
 *     {@link Model#OUTWARD_PIXELS}
 */
public record BoxJitter(Model model, double amount) {
  /** What is moved; every random number is uniform and independent of the others. */
  public enum Model {
    /**
     * The box as a whole: by up to the share of its width to the left or right, of its height up or
     * down. A shift that would leave the image ends at its edge; the size stays.
     *
     * <p>Drawn in this order: horizontal, vertical.
     */
    TRANSLATE("translate"),

    /**
     * The centre as in {@link #TRANSLATE} (but not stopped at the edge of the image), then width
     * and height, each by a factor of its own between 1 − share and 1 + share, but not below one
     * pixel. Then edges are clipped to the image.
     *
     * <p>Drawn in this order: shift horizontal, vertical, factor horizontal, vertical.
     */
    TRANSLATE_AND_SCALE("translate and scale"),

    /**
     * Each side on its own, outward by up to the share of the box's width or height, then clipped
     * to the image. The object stays inside.
     *
     * <p>Drawn in this order: left, top, right, bottom.
     */
    OUTWARD("outward"),

    /**
     * As {@link #OUTWARD}, by up to a number of pixels that doesn't depend on the box. MedSAM was
     * trained with up to 20 at a scale of 1024.
     */
    OUTWARD_PIXELS("outward pixels");

    private final String label;

    Model(String label) {
      this.label = label;
    }
  }

  /**
   * Checks the amount.
   *
   * @throws IllegalArgumentException if it isn't finite, is negative, or is a share above 0.5 of a
   *     box that is translated: it would lose touch with the object
   */
  public BoxJitter {
    if (!(amount >= 0 && Double.isFinite(amount))) {
      throw new IllegalArgumentException(
          "jitter must be finite and at least 0, got amount=" + amount);
    }
    boolean translates = model == Model.TRANSLATE || model == Model.TRANSLATE_AND_SCALE;
    if (translates && amount > 0.5) {
      throw new IllegalArgumentException(
          "share of a translation must be in [0, 0.5], got amount=" + amount);
    }
  }

  /** Returns {@link Model#TRANSLATE} by up to a share in {@code [0, 0.5]}. */
  public static BoxJitter translate(double share) {
    return new BoxJitter(Model.TRANSLATE, share);
  }

  /** Returns {@link Model#TRANSLATE_AND_SCALE} by up to a share in {@code [0, 0.5]}. */
  public static BoxJitter translateAndScale(double share) {
    return new BoxJitter(Model.TRANSLATE_AND_SCALE, share);
  }

  /** Returns {@link Model#OUTWARD} by up to a share, at least 0. */
  public static BoxJitter outward(double share) {
    return new BoxJitter(Model.OUTWARD, share);
  }

  /** Returns {@link Model#OUTWARD_PIXELS} by up to a number of pixels, at least 0. */
  public static BoxJitter outwardPixels(double pixels) {
    return new BoxJitter(Model.OUTWARD_PIXELS, pixels);
  }

  /** Returns the name for reports, such as {@code translate and scale 0.1}. */
  public String name() {
    return model.label + " " + amount;
  }

  /** Returns a box around everything set in a mask, empty for an empty mask. */
  public Optional<PromptBox> around(Mask object, long seed) {
    Random random = SeededRandom.of(seed);
    return object.box().map(box -> switch (model) {
      case TRANSLATE -> translated(box, object, random);
      case TRANSLATE_AND_SCALE -> translatedAndScaled(box, object, random);
      case OUTWARD -> outward(box, object, amount * box.width(), amount * box.height(), random);
      case OUTWARD_PIXELS -> outward(box, object, amount, amount, random);
    });
  }

  private PromptBox translated(Box box, Mask image, Random random) {
    double dx = clamp(shift(box.width(), random), -box.x0(), image.width() - 1 - box.x1());
    double dy = clamp(shift(box.height(), random), -box.y0(), image.height() - 1 - box.y1());
    return new PromptBox(box.x0() + dx, box.y0() + dy, box.x1() + dx, box.y1() + dy);
  }

  private PromptBox translatedAndScaled(Box box, Mask image, Random random) {
    double x = (box.x0() + box.x1()) / 2.0 + shift(box.width(), random);
    double y = (box.y0() + box.y1()) / 2.0 + shift(box.height(), random);
    double halfX = halfExtent(box.width(), random);
    double halfY = halfExtent(box.height(), random);
    return new PromptBox(
        clamp(x - halfX, 0, image.width() - 1),
        clamp(y - halfY, 0, image.height() - 1),
        clamp(x + halfX, 0, image.width() - 1),
        clamp(y + halfY, 0, image.height() - 1));
  }

  private static PromptBox outward(Box box, Mask image, double byX, double byY, Random random) {
    double left = byX * random.nextDouble();
    double top = byY * random.nextDouble();
    double right = byX * random.nextDouble();
    double bottom = byY * random.nextDouble();
    return ObjectBoxes.enlarged(box, left, top, right, bottom, image);
  }

  private double shift(int size, Random random) {
    return amount * size * (2 * random.nextDouble() - 1);
  }

  /** Half of the distance between the edges, which is one less than the size. */
  private double halfExtent(int size, Random random) {
    double scaled = size * (1 + amount * (2 * random.nextDouble() - 1));
    return (Math.max(1, scaled) - 1) / 2;
  }

  private static double clamp(double value, double lowest, double highest) {
    return Math.max(lowest, Math.min(highest, value));
  }

  @Override
  public String toString() {
    return name();
  }
}
