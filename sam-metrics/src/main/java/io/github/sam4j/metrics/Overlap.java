// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import java.math.BigInteger;

/**
 * Pixel (or voxel) counts of a reference and a prediction, and the scores computed from them.
 *
 * <p>A score whose formula is 0/0 is undefined, NaN, as under {@link EmptyPolicy#DEFAULT}; averages
 * over slices differ between tools mainly by this rule. {@link OverlapMetric} computes scores under
 * other policies and lists all scores by name.
 *
 * <p>{@link LabelOverlaps} counts all labels of label maps in one pass.
 *
 * <p>The four counts add up to the size of the grid; TN, and with it specificity, accuracy and
 * kappa, depends on how much background the image happens to contain.
 *
 * @param truePositives TP, in both
 * @param falsePositives FP, in the prediction only
 * @param falseNegatives FN, in the reference only
 * @param trueNegatives TN, in neither
 */
public record Overlap(
    long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {

  /** The overlap of no pixels: the start of a sum. */
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
    return of(
        reference.area(),
        prediction.area(),
        reference.intersectionArea(prediction),
        (long) reference.width() * reference.height());
  }

  /**
   * Counts the voxels of two masks, 64 at a time.
   *
   * @throws IllegalArgumentException if their sizes differ
   */
  public static Overlap between(VoxelMask reference, VoxelMask prediction) {
    return of(
        reference.count(),
        prediction.count(),
        reference.intersectionCount(prediction),
        (long) reference.width() * reference.height() * reference.depth());
  }

  /** Returns the counts of a reference and a prediction on a grid of {@code total} points. */
  static Overlap of(long reference, long prediction, long common, long total) {
    return new Overlap(
        common, prediction - common, reference - common, total - reference - prediction + common);
  }

  /** Returns the sum of the counts, for example of two slices of a volume. */
  public Overlap plus(Overlap other) {
    return new Overlap(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives,
        trueNegatives + other.trueNegatives);
  }

  /** Returns the number of pixels of the reference, TP + FN. */
  public long referenceCount() {
    return truePositives + falseNegatives;
  }

  /** Returns the number of pixels of the prediction, TP + FP. */
  public long predictionCount() {
    return truePositives + falsePositives;
  }

  /** Returns the number of pixels of the grid. */
  public long total() {
    return referenceCount() + falsePositives + trueNegatives;
  }

  /** Returns whether no pixel is set in either mask. */
  public boolean isEmpty() {
    return truePositives + falsePositives + falseNegatives == 0;
  }

  /**
   * Returns the Dice coefficient, {@code 2 TP / (2 TP + FP + FN)}, in {@code [0, 1]}; undefined if
   * both masks are empty, 0 if one is.
   *
   * <p>Favours large objects: a single wrong pixel costs a hundred times as much on a lesion of ten
   * pixels as on an organ of a thousand. Dice, Ecology 26 (1945) 297.
   */
  public double dice() {
    return quotient(2 * truePositives, referenceCount() + predictionCount());
  }

  /**
   * Returns the intersection over union, {@code TP / (TP + FP + FN)}, in {@code [0, 1]}; undefined
   * if both masks are empty, 0 if one is.
   *
   * <p>Equals {@code dice / (2 - dice)}, so it ranks predictions as Dice does, but its mean
   * penalises poor overlaps more. Jaccard, Bull. Soc. Vaudoise Sci. Nat. 37 (1901) 547.
   */
  public double iou() {
    return quotient(truePositives, truePositives + falsePositives + falseNegatives);
  }

  /**
   * Returns the share of the prediction that is correct, {@code TP / (TP + FP)}, in {@code [0, 1]};
   * undefined if the prediction is empty.
   *
   * <p>Misleads on its own: one pixel inside a large organ has precision 1. Also called positive
   * predictive value. Van Rijsbergen, Information Retrieval (1979), chapter 7.
   */
  public double precision() {
    return quotient(truePositives, predictionCount());
  }

  /**
   * Returns the share of the reference that is found, {@code TP / (TP + FN)}, in {@code [0, 1]};
   * undefined if the reference is empty.
   *
   * <p>Misleads on its own: a prediction of the whole image has recall 1. Also called sensitivity
   * or true positive rate. Van Rijsbergen, Information Retrieval (1979), chapter 7.
   */
  public double recall() {
    return quotient(truePositives, referenceCount());
  }

  /**
   * Returns the share of the background that is predicted as background, {@code TN / (TN + FP)}, in
   * {@code [0, 1]}; undefined if the reference fills the grid.
   *
   * <p>Misleads if the background prevails: it stays near 1 for a prediction ten times too large,
   * and rises if the image is padded.
   */
  public double specificity() {
    return quotient(trueNegatives, trueNegatives + falsePositives);
  }

  /**
   * Returns the share of correct pixels, {@code (TP + TN) / total}, in {@code [0, 1]}; undefined
   * only without any pixel.
   *
   * <p>Misleads if the background prevails: an empty prediction of a lesion that covers a hundredth
   * of the image has accuracy 0.99.
   */
  public double accuracy() {
    return quotient(truePositives + trueNegatives, total());
  }

  /**
   * Returns Cohen's kappa, {@code (observed - chance) / (1 - chance)} of the pixelwise agreement,
   * in {@code [-1, 1]}; 0 is agreement by chance. Undefined if both masks are empty or both are
   * full.
   *
   * <p>Computed as {@code 2 (TP TN - FP FN) / ((TP + FP)(FP + TN) + (TP + FN)(FN + TN))} in exact
   * integers. Misleads on rare objects: kappa then approaches Dice and adds no information. Cohen,
   * Educ. Psychol. Meas. 20 (1960) 37.
   */
  public double cohensKappa() {
    BigInteger numerator = product(truePositives, trueNegatives)
        .subtract(product(falsePositives, falseNegatives))
        .shiftLeft(1);
    BigInteger denominator = product(predictionCount(), falsePositives + trueNegatives)
        .add(product(referenceCount(), falseNegatives + trueNegatives));
    return numerator.doubleValue() / denominator.doubleValue();
  }

  /**
   * Returns the similarity of the two sizes, {@code 1 - |FN - FP| / (2 TP + FP + FN)}, in
   * {@code [0, 1]}; undefined if both masks are empty, 0 if one is.
   *
   * <p>Misleads by design: two disjoint masks of equal size have similarity 1. Taha and Hanbury,
   * BMC Med. Imaging 15 (2015) 29.
   */
  public double volumetricSimilarity() {
    long sum = referenceCount() + predictionCount();
    return quotient(sum - Math.abs(falseNegatives - falsePositives), sum);
  }

  /**
   * Returns the signed difference of the sizes divided by their mean, {@code 2 (P - G) / (P + G)}
   * with the prediction's size P and the reference's G, in {@code [-2, 2]}; positive if too much
   * was predicted. Undefined if both masks are empty.
   *
   * <p>ITK's volume similarity, whose sign depends on the order of the arguments. Misleads: 0 does
   * not imply that the masks touch, and errors of opposite sign cancel in a mean.
   */
  public double signedVolumeSimilarity() {
    return quotient(2 * (falsePositives - falseNegatives), predictionCount() + referenceCount());
  }

  /**
   * Returns the signed difference of the sizes divided by the size of the reference, {@code (P - G)
   * / G}, at least -1; positive if too much was predicted. Infinite if only the reference is empty,
   * undefined if both are.
   *
   * <p>Misleads: 0 does not imply that the masks touch, and errors of opposite sign cancel in a
   * mean.
   */
  public double relativeVolumeDifference() {
    return quotient(falsePositives - falseNegatives, referenceCount());
  }

  /**
   * Returns the absolute value of the relative volume difference, {@code |P - G| / G}, at least 0;
   * challenges report it in percent. Infinite if only the reference is empty, undefined if both
   * are.
   *
   * <p>Misleads on small objects: a false positive of the size of a small lesion is 100 %, while an
   * empty prediction is never worse than that.
   */
  public double absoluteRelativeVolumeDifference() {
    return Math.abs(relativeVolumeDifference());
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  /** Divides in floating point: 0/0 is NaN, any other number divided by 0 infinite. */
  private static double quotient(long numerator, long denominator) {
    return (double) numerator / (double) denominator;
  }
}
