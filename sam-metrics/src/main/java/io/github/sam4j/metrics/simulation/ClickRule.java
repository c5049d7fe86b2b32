package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.PromptPoint;
import java.util.List;
import java.util.Optional;

/**
 * How a simulated user corrects a prediction: by a click in the middle of an error, a positive one
 * where something was missed, a negative one where too much was predicted.
 *
 * <p>The first click, without any prediction, is that for an empty one. No rule clicks where
 * nothing is wrong.
 */
public enum ClickRule {
  /**
   * RITM's rule (arXiv 2102.06583): missed and false pixels have a distance map each, in which the
   * pixels clicked before count as 0. The click is positive if the largest distance of the missed
   * pixels is strictly above that of the false ones, else negative, so a tie is negative.
   *
   * <p>Published code clicks once more when no error is left, negatively at the first pixel of the
   * image; here there is no click then, nor when every wrong pixel was clicked before.
   */
  RITM,

  /**
   * The rule of arXiv 2304.10517: missed and false pixels have one distance map together, so that a
   * border between them doesn't count. The click is at its maximum and positive if the reference is
   * set there; tied places may differ in that. Earlier clicks don't matter, and where a click
   * changes nothing, the next one is the same.
   */
  XOR;

  /**
   * Returns the next click, empty if there is no error left to click at.
   *
   * @param reference the object
   * @param prediction what the clicks so far have led to
   * @param clicked these clicks; fractions are rounded to the nearest pixel
   * @throws IllegalArgumentException if the masks differ in size or a click is outside of them
   */
  public Optional<NextClick> next(Mask reference, Mask prediction, List<PromptPoint> clicked) {
    Mask missed = reference.andNot(prediction);
    Mask wrong = prediction.andNot(reference);
    Mask before = pixels(clicked, reference);
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
    List<PromptPoint> places = missedMaximum > wrongMaximum
        ? missedDistances.places(missedMaximum, missedLeft, true)
        : wrongDistances.places(wrongMaximum, wrongLeft, false);
    return click(places, missedMaximum, wrongMaximum);
  }

  private static Optional<NextClick> xor(Mask missed, Mask wrong) {
    Mask errors = missed.or(wrong);
    SquaredDistances distances = SquaredDistances.of(errors);
    List<PromptPoint> places = distances.places(distances.maximum(errors), errors, true).stream()
        .map(place ->
            new PromptPoint(place.x(), place.y(), missed.get((int) place.x(), (int) place.y())))
        .toList();
    return click(places, distances.maximum(missed), distances.maximum(wrong));
  }

  private static Optional<NextClick> click(
      List<PromptPoint> places, int missedMaximum, int wrongMaximum) {
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(new NextClick(places, missedMaximum, wrongMaximum));
  }

  private static Mask pixels(List<PromptPoint> clicked, Mask image) {
    int wordsPerRow = (image.width() + 63) / 64;
    long[] words = new long[wordsPerRow * image.height()];
    for (PromptPoint click : clicked) {
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
