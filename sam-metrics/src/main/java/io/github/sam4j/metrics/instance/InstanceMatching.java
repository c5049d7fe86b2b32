package io.github.sam4j.metrics.instance;

import io.github.sam4j.metrics.IouThreshold;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Objects of a reference matched one to one with predicted objects, and the scores of it. For all
 * scores by the names of reports see {@link InstanceMetric}.
 *
 * <p>TP is the number of pairs, FP of predicted objects without a partner, FN of the reference's
 * without one. Every object counts the same, whatever its size.
 *
 * @param threshold the IoU that the pairs have
 * @param pairs the matched objects
 * @param references number of objects of the reference
 * @param predictions number of predicted objects
 */
public record InstanceMatching(
    IouThreshold threshold, List<InstancePair> pairs, int references, int predictions) {
  /** Copies the pairs and checks that there are objects for them, each in one pair only. */
  public InstanceMatching {
    pairs = List.copyOf(pairs);
    if (pairs.size() > Math.min(references, predictions)) {
      throw new IllegalArgumentException("expected at most one pair per object, got pairs="
          + pairs.size() + " for references=" + references + " predictions=" + predictions);
    }
    requireDistinct(pairs, InstancePair::reference, "reference");
    requireDistinct(pairs, InstancePair::prediction, "prediction");
    for (InstancePair pair : pairs) {
      if (!threshold.accepts(pair.intersection(), pair.union())) {
        throw new IllegalArgumentException(
            "expected pairs with IoU " + threshold + ", got " + pair);
      }
    }
  }

  private static void requireDistinct(
      List<InstancePair> pairs, ToIntFunction<InstancePair> side, String name) {
    long distinct = pairs.stream().mapToInt(side).distinct().count();
    if (distinct < pairs.size()) {
      throw new IllegalArgumentException("expected a " + name + " of its own in each pair, got "
          + distinct + " for pairs=" + pairs.size());
    }
  }

  /** Number of matched pairs, TP. */
  public int truePositives() {
    return pairs.size();
  }

  /** Number of predicted objects without a partner, FP. */
  public int falsePositives() {
    return predictions - pairs.size();
  }

  /** Number of the reference's objects without a partner, FN. */
  public int falseNegatives() {
    return references - pairs.size();
  }

  /** Returns the sum of the IoU of the matched pairs, at most TP; 0 without a pair. */
  public double iouSum() {
    return pairs.stream().mapToDouble(InstancePair::iou).sum();
  }

  /**
   * Returns the share of predicted objects that are matched, {@code TP / (TP + FP)}, in {@code [0,
   * 1]}; undefined without a predicted object.
   *
   * <p>Misleads alone: who predicts only the one object that is certain has 1.
   */
  public double precision() {
    return (double) truePositives() / predictions;
  }

  /**
   * Returns the share of the reference's objects that are matched, {@code TP / (TP + FN)}, in
   * {@code [0, 1]}; undefined without an object in the reference.
   *
   * <p>Misleads alone: more predicted objects never make it worse.
   */
  public double recall() {
    return (double) truePositives() / references;
  }

  /**
   * Returns the harmonic mean of precision and recall, {@code 2 TP / (2 TP + FP + FN)}, in
   * {@code [0, 1]}; undefined if there is no object at all, 0 if only one side has any.
   *
   * <p>Misleads when values at different thresholds are compared: a contour that is slightly off
   * costs nothing just above the threshold and a false positive and a miss just below it. Dice,
   * Ecology 26 (1945) 297, with objects in place of species.
   */
  public double f1() {
    return 2.0 * truePositives() / (references + (double) predictions);
  }

  /**
   * Returns matched pairs over all objects, {@code TP / (TP + FP + FN)}, in {@code [0, 1]};
   * undefined if there is no object at all, 0 if only one side has any.
   *
   * <p>StarDist (Schmidt et al., MICCAI 2018) and the Data Science Bowl of 2018 call it average
   * precision, others segmentation accuracy. It is <em>not</em> the average precision of COCO,
   * which ranks predictions by a score and takes the area under the curve of precision over recall:
   * the values can't be compared. Misleads where an object is split in two: that costs a false
   * positive beside the match, and a miss as well once neither part reaches the threshold.
   */
  public double accuracy() {
    return truePositives() / (references + (double) predictions - truePositives());
  }

  /**
   * Returns the mean IoU of the matched pairs, SQ = {@code iouSum / TP}, from the threshold to 1;
   * undefined without a pair, whatever else there is.
   *
   * <p>Misleads alone: objects that are missed don't count, so a higher threshold makes it better.
   * Kirillov et al., Panoptic Segmentation, CVPR 2019, define it for IoU
   * {@linkplain IouThreshold#MORE_THAN_HALF above 1/2}; StarDist also prints it for other
   * thresholds.
   */
  public double segmentationQuality() {
    return iouSum() / truePositives();
  }

  /**
   * Returns RQ = {@code TP / (TP + FP / 2 + FN / 2)}, which is {@link #f1()} by the name that it
   * has beside panoptic quality (Kirillov et al., CVPR 2019): same range, empty cases and caveat.
   */
  public double recognitionQuality() {
    return f1();
  }

  /**
   * Returns the panoptic quality, PQ = SQ RQ = {@code iouSum / (TP + FP / 2 + FN / 2)}, in
   * {@code [0, 1]}; 0 without a pair, undefined only if there is no object at all. MONAI adds 1e-6
   * to every denominator and answers 0 there.
   *
   * <p>Misleads by its product: 0.5 can be half of the objects found perfectly and the rest nearly,
   * or all with poor contours; report SQ and RQ beside it. This is the value of one image and one
   * class, where the authors pool counts over a data set. Kirillov et al., Panoptic Segmentation,
   * CVPR 2019, for IoU {@linkplain IouThreshold#MORE_THAN_HALF above 1/2}.
   */
  public double panopticQuality() {
    return 2 * iouSum() / (references + (double) predictions);
  }
}
