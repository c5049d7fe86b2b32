// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.instance;

import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.instance.InstanceOverlaps.Pair;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;

/**
 * A one-to-one matching of the objects of a reference with predicted objects, and its scores.
 * {@link InstanceMetric} lists the scores by their names in reports.
 *
 * <p>TP is the number of pairs, FP the number of predicted objects without a partner, FN the number
 * of reference objects without a partner. All objects have the same weight, regardless of their
 * size.
 *
 * @param threshold the condition that the IoU of every pair satisfies
 * @param pairs the matched objects
 * @param references number of reference objects
 * @param predictions number of predicted objects
 */
public record InstanceMatching(
    IouThreshold threshold, List<Pair> pairs, int references, int predictions) {
  /** Copies the pairs and checks that each object is in at most one pair. */
  public InstanceMatching {
    Objects.requireNonNull(threshold, "threshold");
    pairs = List.copyOf(pairs);
    if (pairs.size() > Math.min(references, predictions)) {
      throw new IllegalArgumentException("expected at most one pair per object, got pairs="
          + pairs.size() + " for references=" + references + " predictions=" + predictions);
    }
    requireDistinct(pairs, Pair::reference, "reference");
    requireDistinct(pairs, Pair::prediction, "prediction");
    for (Pair pair : pairs) {
      if (!threshold.accepts(pair.intersection(), pair.union())) {
        throw new IllegalArgumentException(
            "expected pairs with IoU " + threshold + ", got " + pair);
      }
    }
  }

  private static void requireDistinct(List<Pair> pairs, ToIntFunction<Pair> side, String name) {
    long distinct = pairs.stream().mapToInt(side).distinct().count();
    if (distinct < pairs.size()) {
      throw new IllegalArgumentException("expected a distinct " + name + " in each pair, got "
          + distinct + " for pairs=" + pairs.size());
    }
  }

  /** Returns the number of matched pairs, TP. */
  public int truePositives() {
    return pairs.size();
  }

  /** Returns the number of predicted objects without a partner, FP. */
  public int falsePositives() {
    return predictions - pairs.size();
  }

  /** Returns the number of reference objects without a partner, FN. */
  public int falseNegatives() {
    return references - pairs.size();
  }

  /** Returns the sum of the IoU of the matched pairs, at most TP; 0 without a pair. */
  public double iouSum() {
    return pairs.stream().mapToDouble(Pair::iou).sum();
  }

  /**
   * Returns the share of predicted objects that are matched, {@code TP / (TP + FP)}, in {@code [0,
   * 1]}; undefined without a predicted object.
   *
   * <p>Misleads on its own: predicting only the single most certain object yields 1.
   */
  public double precision() {
    return (double) truePositives() / predictions;
  }

  /**
   * Returns the share of reference objects that are matched, {@code TP / (TP + FN)}, in {@code [0,
   * 1]}; undefined without a reference object.
   *
   * <p>Misleads on its own: additional predicted objects never lower it.
   */
  public double recall() {
    return (double) truePositives() / references;
  }

  /**
   * Returns the harmonic mean of precision and recall, {@code 2 TP / (2 TP + FP + FN)}, in
   * {@code [0, 1]}; undefined if there is no object at all, 0 if only one side has any.
   *
   * <p>Misleads if values at different thresholds are compared: a slightly inaccurate contour costs
   * nothing just above the threshold, but a false positive and a miss just below it. Dice, Ecology
   * 26 (1945) 297, with objects in place of species.
   */
  public double f1() {
    return 2.0 * truePositives() / (references + (double) predictions);
  }

  /**
   * Returns the share of matched pairs in all distinct objects, {@code TP / (TP + FP + FN)}, in
   * {@code [0, 1]}; undefined if there is no object at all, 0 if only one side has any.
   *
   * <p>StarDist (Schmidt et al., MICCAI 2018) and the Data Science Bowl of 2018 call it average
   * precision, others segmentation accuracy. It is <em>not</em> the average precision of COCO,
   * which ranks predictions by a score and integrates precision over recall: the values are not
   * comparable. Misleads if an object is split in two: that costs a false positive besides the
   * match, and also a miss if neither part reaches the threshold.
   */
  public double accuracy() {
    return truePositives() / (references + (double) predictions - truePositives());
  }

  /**
   * Returns the mean IoU of the matched pairs, SQ = {@code iouSum / TP}, between the threshold and
   * 1; undefined without a pair, regardless of the other counts.
   *
   * <p>Misleads on its own: missed objects are ignored, so a higher threshold raises it. Kirillov
   * et al., Panoptic Segmentation, CVPR 2019, define it for IoU
   * {@linkplain IouThreshold#MORE_THAN_HALF above 1/2}; StarDist also reports it for other
   * thresholds.
   */
  public double segmentationQuality() {
    return iouSum() / truePositives();
  }

  /**
   * Returns RQ = {@code TP / (TP + FP / 2 + FN / 2)}, which equals {@link #f1()} and is its name in
   * panoptic quality (Kirillov et al., CVPR 2019): same range, empty cases and caveat.
   */
  public double recognitionQuality() {
    return f1();
  }

  /**
   * Returns the panoptic quality, PQ = SQ RQ = {@code iouSum / (TP + FP / 2 + FN / 2)}, in
   * {@code [0, 1]}; 0 without a pair, undefined only if there is no object at all, where MONAI,
   * which adds 1e-6 to every denominator, returns 0.
   *
   * <p>Misleads as a product: 0.5 can mean that half of the objects are matched perfectly, or that
   * all are matched with poor contours; report SQ and RQ with it. This is the value of a single
   * image and class, whereas the authors pool counts over a data set. Kirillov et al., Panoptic
   * Segmentation, CVPR 2019, for IoU {@linkplain IouThreshold#MORE_THAN_HALF above 1/2}.
   */
  public double panopticQuality() {
    return 2 * iouSum() / (references + (double) predictions);
  }
}
