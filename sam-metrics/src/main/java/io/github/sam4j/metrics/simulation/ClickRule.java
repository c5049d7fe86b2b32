// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.util.List;
import java.util.Optional;

/**
 * A rule by which a simulated user corrects a prediction: with a click at the centre of an error,
 * positive on missed pixels, negative on falsely predicted pixels.
 *
 * <p>The first click, before any prediction, is the one for an empty prediction. No rule clicks if
 * there is no error.
 */
public enum ClickRule {
  /**
   * RITM's rule (arXiv 2102.06583): missed and false pixels have separate distance maps, in which
   * previously clicked pixels have distance 0. The click is positive if the largest distance of the
   * missed pixels is strictly above that of the false ones, otherwise negative; a tie is negative.
   *
   * <p>The published code adds a negative click at the first pixel of the image when no error is
   * left; here there is no click then, nor if every wrong pixel has already been clicked.
   */
  RITM,

  /**
   * The rule of arXiv 2304.10517: missed and false pixels share one distance map, in which a border
   * between them has no effect. The click is at its maximum and positive if the reference is set
   * there; tied pixels may differ in this respect. Previous clicks are ignored: if a click changes
   * nothing, the next one is the same.
   */
  XOR;

  /**
   * The next click of a simulated user, with the distances in the map or the two maps of the
   * {@link ClickRule}.
   *
   * @param tied all equally good pixels in reading order, at least one; a point is foreground if
   *     the reference is set there
   * @param missedSquaredDistance the largest squared distance at a missed pixel, 0 if there is none
   * @param falseSquaredDistance the largest squared distance at a falsely predicted pixel, 0 if
   *     there is none
   */
  public record NextClick(
      List<Prompt.Point> tied, int missedSquaredDistance, int falseSquaredDistance) {
    /** Checks that there is a pixel, and copies the list. */
    public NextClick {
      tied = List.copyOf(tied);
      if (tied.isEmpty() || missedSquaredDistance < 0 || falseSquaredDistance < 0) {
        throw new IllegalArgumentException(
            "expected a pixel and squared distances of at least 0, got tied=" + tied
                + " missedSquaredDistance=" + missedSquaredDistance + " falseSquaredDistance="
                + falseSquaredDistance);
      }
    }

    /** Returns the click at the first of the tied pixels. */
    public Prompt.Point first() {
      return tied.get(0);
    }

    /** Returns a click at a random one of the tied pixels, all equally likely. */
    public Prompt.Point random(long seed) {
      return SeededRandom.any(tied, seed);
    }
  }

  /**
   * Returns the next click, empty if there is no error left to click at.
   *
   * @param reference the mask of the object
   * @param prediction the mask predicted for the previous clicks
   * @param clicked the previous clicks, rounded to the nearest pixel
   * @throws IllegalArgumentException if the masks differ in size or a click is outside them
   */
  public Optional<NextClick> next(Mask reference, Mask prediction, List<Prompt.Point> clicked) {
    Mask missed = reference.andNot(prediction);
    Mask wrong = prediction.andNot(reference);
    Mask before = clickedPixels(clicked, reference);
    return switch (this) {
      case RITM -> ritm(missed, wrong, before);
      case XOR -> xor(missed, wrong);
    };
  }

  private static Optional<NextClick> ritm(Mask missed, Mask wrong, Mask clicked) {
    SquaredDistances missedDistances = SquaredDistances.of(missed);
    SquaredDistances wrongDistances = SquaredDistances.of(wrong);
    Mask missedLeft = missed.andNot(clicked);
    Mask wrongLeft = wrong.andNot(clicked);
    int missedMaximum = missedDistances.maximum(missedLeft);
    int wrongMaximum = wrongDistances.maximum(wrongLeft);
    List<Prompt.Point> tied = missedMaximum > wrongMaximum
        ? missedDistances.pixels(missedMaximum, missedLeft, true)
        : wrongDistances.pixels(wrongMaximum, wrongLeft, false);
    return click(tied, missedMaximum, wrongMaximum);
  }

  private static Optional<NextClick> xor(Mask missed, Mask wrong) {
    Mask errors = missed.or(wrong);
    SquaredDistances distances = SquaredDistances.of(errors);
    List<Prompt.Point> tied = distances.pixels(distances.maximum(errors), errors, true).stream()
        .map(pixel ->
            new Prompt.Point(pixel.x(), pixel.y(), missed.get((int) pixel.x(), (int) pixel.y())))
        .toList();
    return click(tied, distances.maximum(missed), distances.maximum(wrong));
  }

  private static Optional<NextClick> click(
      List<Prompt.Point> tied, int missedMaximum, int wrongMaximum) {
    return tied.isEmpty()
        ? Optional.empty()
        : Optional.of(new NextClick(tied, missedMaximum, wrongMaximum));
  }

  private static Mask clickedPixels(List<Prompt.Point> clicked, Mask image) {
    int wordsPerRow = (image.width() + 63) / 64;
    long[] words = new long[wordsPerRow * image.height()];
    for (Prompt.Point click : clicked) {
      long x = Math.round(click.x());
      long y = Math.round(click.y());
      if (x < 0 || x >= image.width() || y < 0 || y >= image.height()) {
        throw new IllegalArgumentException("clicks must be inside the image, got (" + click.x()
            + ", " + click.y() + ") for width=" + image.width() + " height=" + image.height());
      }
      words[(int) y * wordsPerRow + (int) x / 64] |= 1L << x;
    }
    return Mask.ofPackedRows(image.width(), image.height(), words);
  }
}
