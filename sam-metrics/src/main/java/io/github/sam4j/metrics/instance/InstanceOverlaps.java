// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.instance;

import io.github.sam4j.mask.LabelGrid;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.LabelOverlaps;
import io.github.sam4j.metrics.Overlap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The objects of a reference and those of a prediction, and the IoU of every overlapping pair: the
 * data from which object-wise scores are computed. Immutable.
 *
 * <p>No score depends on the labels of predicted objects, only on their positions.
 */
public final class InstanceOverlaps {
  /**
   * A reference object and a predicted object that overlap, with their IoU as an exact fraction.
   *
   * @param reference label of the reference object, or its index in a list of masks
   * @param prediction label of the predicted object, or its index in a list of masks
   * @param intersection number of grid points in both, at least 1
   * @param union number of grid points in either
   */
  public record Pair(int reference, int prediction, long intersection, long union) {
    /** Checks that the counts are those of overlapping objects. */
    public Pair {
      if (intersection < 1 || intersection > union) {
        throw new IllegalArgumentException("intersection must be in [1, union], got intersection="
            + intersection + " union=" + union);
      }
    }

    /** Returns the intersection over union, in {@code (0, 1]}. */
    public double iou() {
      return (double) intersection / (double) union;
    }
  }

  private final List<Integer> references;
  private final List<Integer> predictions;
  private final List<Pair> pairs;

  private InstanceOverlaps(List<Integer> references, List<Integer> predictions, List<Pair> pairs) {
    this.references = references;
    this.predictions = predictions;
    this.pairs = List.copyOf(pairs);
  }

  /**
   * Computes the overlaps of the objects of two label maps, each label above 0 being an object.
   *
   * @throws IllegalArgumentException if the sizes of the grids differ
   */
  public static InstanceOverlaps between(LabelGrid reference, LabelGrid prediction) {
    return of(LabelOverlaps.between(reference, prediction));
  }

  /**
   * Returns the overlaps of the objects of two label maps whose labels have already been counted.
   */
  public static InstanceOverlaps of(LabelOverlaps labels) {
    List<Pair> pairs = new ArrayList<>();
    for (LabelOverlaps.Pair pair : labels.pairs()) {
      long sizes =
          labels.referenceSize(pair.reference()) + labels.predictionSize(pair.prediction());
      pairs.add(new Pair(
          pair.reference(), pair.prediction(), pair.intersection(), sizes - pair.intersection()));
    }
    return new InstanceOverlaps(labels.referenceLabels(), labels.predictionLabels(), pairs);
  }

  /**
   * Computes the overlaps of objects given as masks; the masks of a list may overlap each other, as
   * predicted ones do. An object is identified by its index in its list; an empty mask is an object
   * without matches.
   *
   * @throws IllegalArgumentException if a mask of the one list has another size than one of the
   *     other
   */
  public static InstanceOverlaps ofMasks(List<Mask> references, List<Mask> predictions) {
    return of(references, predictions, Overlap::between);
  }

  /**
   * Computes the overlaps of objects given as voxel masks; see {@link #ofMasks}.
   *
   * @throws IllegalArgumentException if a mask of the one list has another size than one of the
   *     other
   */
  public static InstanceOverlaps ofVoxelMasks(
      List<VoxelMask> references, List<VoxelMask> predictions) {
    return of(references, predictions, Overlap::between);
  }

  private static <M> InstanceOverlaps of(
      List<M> references, List<M> predictions, BiFunction<M, M, Overlap> between) {
    List<Pair> pairs = new ArrayList<>();
    for (int r = 0; r < references.size(); r++) {
      for (int p = 0; p < predictions.size(); p++) {
        Overlap overlap = between.apply(references.get(r), predictions.get(p));
        long common = overlap.truePositives();
        if (common > 0) {
          pairs.add(
              new Pair(r, p, common, common + overlap.falsePositives() + overlap.falseNegatives()));
        }
      }
    }
    return new InstanceOverlaps(indices(references), indices(predictions), pairs);
  }

  private static List<Integer> indices(List<?> list) {
    return IntStream.range(0, list.size()).boxed().toList();
  }

  /** Returns the reference objects in ascending order: labels, or indices of a list. */
  public List<Integer> references() {
    return references;
  }

  /** Returns the predicted objects in ascending order: labels, or indices of a list. */
  public List<Integer> predictions() {
    return predictions;
  }

  /** Returns all overlapping pairs, ordered by reference object, then by predicted object. */
  public List<Pair> pairs() {
    return pairs;
  }

  /**
   * Matches objects one to one: finds a matching with the largest number of pairs that satisfy the
   * threshold, and among those one with the largest sum of IoU. The result is deterministic: ties
   * are always resolved in the same way for the same objects in the same order.
   *
   * <p>Greedily taking the best pair first is not equivalent: it can block two other pairs. Below
   * 1/2, an object may have several possible partners, and chance matches become likely: a
   * threshold near 0 requires little more than contact.
   *
   * <p>Solved as an assignment problem within each group of connected pairs; each matched pair
   * costs about as much as sorting the group. If objects of the same side do not overlap, every
   * group is a single pair for thresholds above 1/2 (a few pairs for "at least 1/2").
   */
  public InstanceMatching match(IouThreshold threshold) {
    List<Pair> accepted = accepted(threshold).toList();
    return new InstanceMatching(
        threshold, Assignment.largest(accepted), references.size(), predictions.size());
  }

  private Stream<Pair> accepted(IouThreshold threshold) {
    return pairs.stream().filter(pair -> threshold.accepts(pair.intersection(), pair.union()));
  }

  /**
   * Returns the mean of {@link InstanceMatching#accuracy()} over the ten thresholds
   * {@link IouThreshold#FROM_50_TO_95}, in {@code [0, 1]}; undefined if there is no object at all,
   * 0 if only one side has any. Its name in reports is {@code mean_accuracy}.
   *
   * <p>Also known as mean segmentation accuracy (mSA), and as mean average precision in the Data
   * Science Bowl of 2018, whose metric it was (Caicedo et al., Nature Methods 16 (2019) 1247). It
   * is not COCO's mean average precision. Misleads on small objects: a border of one pixel changes
   * their IoU by several thresholds, so a data set of small objects has low values even for
   * contours that a reader would call perfect.
   */
  public double meanAccuracy() {
    return IouThreshold.FROM_50_TO_95.stream()
        .mapToDouble(threshold -> match(threshold).accuracy())
        .average()
        .orElseThrow();
  }

  /**
   * Returns the number of reference objects that overlap any predicted object sufficiently, even if
   * that object also overlaps others.
   */
  public int detected(IouThreshold threshold) {
    return Math.toIntExact(
        accepted(threshold).mapToInt(Pair::reference).distinct().count());
  }

  /**
   * Returns the share of reference objects that are {@linkplain #detected detected}, in {@code [0,
   * 1]}; undefined without a reference object, 0 without a predicted one.
   *
   * <p>Misleads because it is not one to one and ignores false positives: at "more than 0", a
   * single predicted object that covers the image detects everything. The recall of object
   * proposals; Hosang et al., IEEE Trans. Pattern Anal. Mach. Intell. 38 (2016) 814.
   */
  public double detectedFraction(IouThreshold threshold) {
    return (double) detected(threshold) / references.size();
  }

  /**
   * Returns the mean over the reference objects of the best IoU with any predicted object, 0 for an
   * object that none overlaps; in {@code [0, 1]}, undefined without a reference object. Its name in
   * reports is {@code mean_best_iou_per_reference}.
   *
   * <p>Misleads because it is not one to one and ignores false positives: additional predicted
   * objects never lower it, so it rates a pool of candidates, not a segmentation. Average best
   * overlap; Uijlings et al., Int. J. Comput. Vis. 104 (2013) 154.
   */
  public double meanBestIou() {
    Map<Integer, Double> best = new HashMap<>();
    for (Pair pair : pairs) {
      best.merge(pair.reference(), pair.iou(), Math::max);
    }
    double sum = 0;
    for (int reference : references) {
      sum += best.getOrDefault(reference, 0.0);
    }
    return sum / references.size();
  }

  @Override
  public String toString() {
    return "InstanceOverlaps[references=" + references.size() + ", predictions="
        + predictions.size() + ", pairs=" + pairs.size() + "]";
  }
}
