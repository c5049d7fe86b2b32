package io.github.sam4j.metrics;

import io.github.sam4j.mask.Mask;

/**
 * Counts of pixels (or voxels) in a reference and a prediction, and the scores made of them.
 *
 * <p>Both empty is perfect agreement: Dice and IoU are 1. One empty and the other not is a miss:
 * both are 0. Averages over slices differ between tools mainly by this rule, so reports say how
 * many references were empty.
 *
 * @param truePositives in both
 * @param falsePositives in the prediction only
 * @param falseNegatives in the reference only
 * @param trueNegatives in neither
 */
public record Overlap(
    long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

  /** The overlap of nothing: the start of a sum. */
  public static final Overlap NONE = new Overlap(0, 0, 0, 0);

  /** Checks that no count is negative. */
  public Overlap {
    if (truePositives < 0 || falsePositives < 0 || falseNegatives < 0 || trueNegatives < 0) {
      throw new IllegalArgumentException("counts must not be negative, got truePositives="
          + truePositives
          + " falsePositives="
          + falsePositives
          + " falseNegatives="
          + falseNegatives
          + " trueNegatives="
          + trueNegatives);
    }
  }

  /**
   * Counts the pixels of two masks, 64 at a time.
   *
   * @throws IllegalArgumentException if their sizes differ
   */
  public static Overlap between(Mask reference, Mask prediction) {
    long both = reference.intersectionArea(prediction);
    long predicted = prediction.area() - both;
    long missed = reference.area() - both;
    long pixels = (long) reference.width() * reference.height();
    return new Overlap(both, predicted, missed, pixels - both - predicted - missed);
  }

  /** Returns the counts added up: the overlap of two slices as of one volume. */
  public Overlap plus(Overlap other) {
    return new Overlap(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives,
        trueNegatives + other.trueNegatives);
  }

  /**
   * Returns the Dice coefficient, {@code 2 TP / (2 TP + FP + FN)}, in {@code [0, 1]}; 1 if both
   * masks are empty.
   *
   * <p>It rewards size: one pixel more or less weighs a hundred times as much on a lesion of ten
   * pixels as on an organ of a thousand. Dice, Ecology 26 (1945) 297.
   */
  public double dice() {
    long denominator = 2 * truePositives + falsePositives + falseNegatives;
    return denominator == 0 ? 1 : 2.0 * truePositives / denominator;
  }

  /**
   * Returns the intersection over union, {@code TP / (TP + FP + FN)}, in {@code [0, 1]}; 1 if both
   * masks are empty.
   *
   * <p>Equals {@code dice / (2 - dice)}, so it ranks predictions as Dice does but its mean punishes
   * misses harder. Jaccard, Bull. Soc. Vaudoise Sci. Nat. 37 (1901) 547.
   */
  public double iou() {
    long union = truePositives + falsePositives + falseNegatives;
    return union == 0 ? 1 : (double) truePositives / union;
  }

  /** Returns whether no pixel is set in either mask. */
  public boolean isEmpty() {
    return truePositives + falsePositives + falseNegatives == 0;
  }
}
