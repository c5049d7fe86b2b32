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
 * The objects of a reference and those of a prediction, and the IoU of every two that overlap: all
 * that scores of objects are made of. Immutable.
 *
 * <p>What a predicted object is called doesn't matter to any score, only where it is.
 */
public final class InstanceOverlaps {
  private final List<Integer> references;
  private final List<Integer> predictions;
  private final List<InstancePair> pairs;

  private InstanceOverlaps(
      List<Integer> references, List<Integer> predictions, List<InstancePair> pairs) {
    this.references = references;
    this.predictions = predictions;
    this.pairs = List.copyOf(pairs);
  }

  /**
   * Returns the overlaps of the objects of two label maps, each label above 0 being an object.
   *
   * @throws IllegalArgumentException if the sizes of the grids differ
   */
  public static InstanceOverlaps between(LabelGrid reference, LabelGrid prediction) {
    return of(LabelOverlaps.between(reference, prediction));
  }

  /** Returns the overlaps of the objects of two label maps that are counted already. */
  public static InstanceOverlaps of(LabelOverlaps labels) {
    List<InstancePair> pairs = new ArrayList<>();
    for (LabelOverlaps.Pair pair : labels.pairs()) {
      long sizes =
          labels.referenceSize(pair.reference()) + labels.predictionSize(pair.prediction());
      pairs.add(new InstancePair(
          pair.reference(), pair.prediction(), pair.intersection(), sizes - pair.intersection()));
    }
    return new InstanceOverlaps(labels.referenceLabels(), labels.predictionLabels(), pairs);
  }

  /**
   * Returns the overlaps of objects given as masks, which may overlap each other on either side, as
   * predicted ones do. An object is named by its place in its list; an empty mask is an object that
   * nothing matches.
   *
   * @throws IllegalArgumentException if a mask of the one list has another size than one of the
   *     other
   */
  public static InstanceOverlaps ofMasks(List<Mask> references, List<Mask> predictions) {
    return of(references, predictions, Overlap::between);
  }

  /**
   * Returns the overlaps of objects given as masks of voxels, as {@link #ofMasks} does.
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
    List<InstancePair> pairs = new ArrayList<>();
    for (int r = 0; r < references.size(); r++) {
      for (int p = 0; p < predictions.size(); p++) {
        Overlap overlap = between.apply(references.get(r), predictions.get(p));
        long common = overlap.truePositives();
        if (common > 0) {
          pairs.add(new InstancePair(
              r, p, common, common + overlap.falsePositives() + overlap.falseNegatives()));
        }
      }
    }
    return new InstanceOverlaps(places(references), places(predictions), pairs);
  }

  private static List<Integer> places(List<?> list) {
    return IntStream.range(0, list.size()).boxed().toList();
  }

  /** Returns the objects of the reference, ascending: labels, or places in a list. */
  public List<Integer> references() {
    return references;
  }

  /** Returns the predicted objects, ascending: labels, or places in a list. */
  public List<Integer> predictions() {
    return predictions;
  }

  /** Returns every two objects that overlap, ascending by the reference's, then the other's. */
  public List<InstancePair> pairs() {
    return pairs;
  }

  /**
   * Matches objects one to one: as many pairs as the threshold allows, and among the ways to do so
   * the one of the largest sum of IoU. Of equally good ways the same one is always taken for the
   * same objects in the same order.
   *
   * <p>Taking the best pair first is not the same, it can block two others. Below 1/2 an object may
   * have several partners to choose from, and chance matches become likely: a threshold near 0
   * tells little more than that something touches.
   *
   * <p>Solved as an assignment problem within each group of connected pairs, in the time it takes
   * to sort the group once per matched pair. With a threshold from 1/2 on, and objects that don't
   * overlap on their own side, every group is one pair (at exactly 1/2, "at least", a few).
   */
  public InstanceMatching match(IouThreshold threshold) {
    List<InstancePair> accepted = accepted(threshold).toList();
    return new InstanceMatching(
        threshold, Assignment.largest(accepted), references.size(), predictions.size());
  }

  private Stream<InstancePair> accepted(IouThreshold threshold) {
    return pairs.stream().filter(pair -> threshold.accepts(pair.intersection(), pair.union()));
  }

  /**
   * Returns the mean of {@link InstanceMatching#accuracy()} over the ten thresholds
   * {@link IouThreshold#FROM_50_TO_95}, in {@code [0, 1]}; undefined if there is no object at all,
   * 0 if only one side has any. Reports call it {@code mean_accuracy}.
   *
   * <p>Also known as mean segmentation accuracy (mSA), and as mean average precision in the Data
   * Science Bowl of 2018, whose metric it was (Caicedo et al., Nature Methods 16 (2019) 1247). It
   * is not COCO's mean average precision. Misleads on small objects: a border of one pixel moves
   * their IoU by several thresholds, so a data set of small objects has low values for contours
   * that a reader would call perfect.
   */
  public double meanAccuracy() {
    return IouThreshold.FROM_50_TO_95.stream()
        .mapToDouble(threshold -> match(threshold).accuracy())
        .average()
        .orElseThrow();
  }

  /**
   * Returns how many objects of the reference have some predicted object with enough overlap,
   * whether or not another claims it too.
   */
  public int detected(IouThreshold threshold) {
    return Math.toIntExact(
        accepted(threshold).mapToInt(InstancePair::reference).distinct().count());
  }

  /**
   * Returns the share of the reference's objects that are {@linkplain #detected detected}, in
   * {@code [0, 1]}; undefined without an object in the reference, 0 without a predicted one.
   *
   * <p>Not one to one and blind to false positives: at "more than 0", one predicted object that
   * covers the image detects everything. The recall of object proposals; Hosang et al., IEEE Trans.
   * Pattern Anal. Mach. Intell. 38 (2016) 814.
   */
  public double detectedFraction(IouThreshold threshold) {
    return (double) detected(threshold) / references.size();
  }

  /**
   * Returns the mean over the reference's objects of the best IoU that any predicted object has, 0
   * for an object that none overlaps; in {@code [0, 1]}, undefined without an object in the
   * reference. Reports call it {@code mean_best_iou_per_reference}.
   *
   * <p>Not one to one and blind to false positives: more predicted objects never make it worse, so
   * it rates a pool of candidates, not an answer. Average best overlap; Uijlings et al., Int. J.
   * Comput. Vis. 104 (2013) 154.
   */
  public double meanBestIou() {
    Map<Integer, Double> best = new HashMap<>();
    for (InstancePair pair : pairs) {
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
