// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * A random perturbation that makes the tight box of an object as inexact as one drawn by a person.
 * The {@link #name} of this value appears in reports.
 *
 * <p>The size of a box is its number of columns and rows, so a single pixel has size 1. Edges
 * follow the convention of {@link ObjectBoxes}, are not rounded, and never leave the image. A box
 * keeps at least the extent of one pixel, unless clipping at the border of the image reduces it
 * further; even then its edges stay in order and at least one pixel is left.
 *
 * @param model the kind of perturbation
 * @param amount largest displacement: a share of the size of the box, or pixels for
 *     {@link Model#OUTWARD_PIXELS}
 */
public record BoxJitter(Model model, double amount) {
  /** The kind of perturbation; all random numbers are uniform and independent. */
  public enum Model {
    /**
     * Shifts the box by up to the given share of its width to the left or right, and of its height
     * up or down. The shift stops at the border of the image; the size is unchanged.
     *
     * <p>Drawn in this order: horizontal, vertical.
     */
    TRANSLATE("translate"),

    /**
     * Shifts the centre as {@link #TRANSLATE} does, without stopping at the border of the image,
     * and scales width and height by separate factors between 1 − share and 1 + share, to at least
     * one pixel. Then clips the edges to the image.
     *
     * <p>Drawn in this order: shift horizontal, vertical, factor horizontal, vertical.
     */
    TRANSLATE_AND_SCALE("translate and scale"),

    /**
     * Moves each side separately, outward by up to the given share of the width or height of the
     * box, and clips it to the image. The object stays inside the box.
     *
     * <p>Drawn in this order: left, top, right, bottom.
     */
    OUTWARD("outward"),

    /**
     * Moves each side as {@link #OUTWARD} does, but by up to a number of pixels that is independent
     * of the box. MedSAM was trained with up to 20 pixels at a scale of 1024.
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
   * @throws IllegalArgumentException if it is not finite, is negative, or is a share above 0.5 for
   *     a translation, which could move the box off the object
   */
  public BoxJitter {
    Objects.requireNonNull(model, "model");
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

  /** Returns the perturbation {@link Model#TRANSLATE} by up to a share in {@code [0, 0.5]}. */
  public static BoxJitter translate(double share) {
    return new BoxJitter(Model.TRANSLATE, share);
  }

  /**
   * Returns the perturbation {@link Model#TRANSLATE_AND_SCALE} by up to a share in {@code [0,
   * 0.5]}.
   */
  public static BoxJitter translateAndScale(double share) {
    return new BoxJitter(Model.TRANSLATE_AND_SCALE, share);
  }

  /** Returns the perturbation {@link Model#OUTWARD} by up to a share of at least 0. */
  public static BoxJitter outward(double share) {
    return new BoxJitter(Model.OUTWARD, share);
  }

  /**
   * Returns the perturbation {@link Model#OUTWARD_PIXELS} by up to a number of pixels of at least
   * 0.
   */
  public static BoxJitter outwardPixels(double pixels) {
    return new BoxJitter(Model.OUTWARD_PIXELS, pixels);
  }

  /** Returns the name for reports, such as {@code translate and scale 0.1}. */
  public String name() {
    return model.label + " " + amount;
  }

  /** Returns a perturbed box around all set pixels of a mask, empty for an empty mask. */
  public Optional<Prompt.Box> around(Mask object, long seed) {
    Random random = SeededRandom.of(seed);
    return object.box().map(box -> switch (model) {
      case TRANSLATE -> translated(box, object, random);
      case TRANSLATE_AND_SCALE -> translatedAndScaled(box, object, random);
      case OUTWARD -> outward(box, object, amount * box.width(), amount * box.height(), random);
      case OUTWARD_PIXELS -> outward(box, object, amount, amount, random);
    });
  }

  private Prompt.Box translated(Box box, Mask image, Random random) {
    double dx = clamp(shift(box.width(), random), -box.x0(), image.width() - 1 - box.x1());
    double dy = clamp(shift(box.height(), random), -box.y0(), image.height() - 1 - box.y1());
    return new Prompt.Box(box.x0() + dx, box.y0() + dy, box.x1() + dx, box.y1() + dy);
  }

  private Prompt.Box translatedAndScaled(Box box, Mask image, Random random) {
    double x = (box.x0() + box.x1()) / 2.0 + shift(box.width(), random);
    double y = (box.y0() + box.y1()) / 2.0 + shift(box.height(), random);
    double halfX = halfExtent(box.width(), random);
    double halfY = halfExtent(box.height(), random);
    return new Prompt.Box(
        clamp(x - halfX, 0, image.width() - 1),
        clamp(y - halfY, 0, image.height() - 1),
        clamp(x + halfX, 0, image.width() - 1),
        clamp(y + halfY, 0, image.height() - 1));
  }

  private static Prompt.Box outward(Box box, Mask image, double byX, double byY, Random random) {
    double left = byX * random.nextDouble();
    double top = byY * random.nextDouble();
    double right = byX * random.nextDouble();
    double bottom = byY * random.nextDouble();
    return ObjectBoxes.enlarged(box, left, top, right, bottom, image);
  }

  private double shift(int size, Random random) {
    return amount * size * (2 * random.nextDouble() - 1);
  }

  /** Returns half the distance between the scaled edges, which is one less than the size. */
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
