// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.OverlapMetric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The results of one method for one object on the slices of several volumes, and the scores per
 * slice and per volume.
 *
 * <p>Choose a {@link Scope}, list the scores, and pass the list to a {@link Summary}, a
 * {@link Bootstrap} or a {@link WilcoxonSignedRank}:
 *
 * <pre>{@code
 * SliceTable positive = table.in(SliceTable.Scope.POSITIVE);
 * Summary dice = Summary.of(positive.pooledScores(OverlapMetric.DICE, EmptyPolicy.DEFAULT));
 * dice.median();
 * Bootstrap.bca(seed).mean(dice.values());
 * }</pre>
 *
 * <p>Lists per volume have one entry for every volume, in the order of {@link #volumes()}, even for
 * a volume without a slice in scope, so that the lists of two tables of the same volumes are
 * paired. Undefined entries are NaN and are counted by {@link Summary} and
 * {@link WilcoxonSignedRank}.
 *
 * <p>A table only covers its own slices: compute {@link #counts()} and detection fractions from the
 * table of all slices, since a table of detected slices has no misses.
 */
public final class SliceTable {
  /**
   * The result of a method for one object on one slice: a row of the table.
   *
   * @param volume name of the volume
   * @param slice index along the slice axis, from 0
   * @param overlap of the reference and the selected masks together
   * @param selected whether any mask was selected, even one that misses the object; if none was,
   *     the prediction is empty
   */
  public record Outcome(String volume, int slice, Overlap overlap, boolean selected) {
    /**
     * Checks that the index is not negative, and that the prediction is empty if no mask is
     * selected.
     */
    public Outcome {
      Objects.requireNonNull(volume, "volume");
      Objects.requireNonNull(overlap, "overlap");
      if (slice < 0) {
        throw new IllegalArgumentException("slice must not be negative, got " + slice);
      }
      if (!selected && overlap.predictionCount() > 0) {
        throw new IllegalArgumentException(
            "prediction must be empty if no mask is selected, got slice=" + slice + " overlap="
                + overlap);
      }
    }

    /** Returns whether the reference has a pixel on this slice. */
    public boolean positive() {
      return overlap.referenceCount() > 0;
    }
  }

  /**
   * The slices that a statistic covers. Published means of the same masks differ by tens of percent
   * with this choice, so every number should state it. Each constant includes the slices of the
   * next one.
   */
  public enum Scope {
    /**
     * All slices. The score of a slice on which both reference and prediction are empty follows an
     * {@link EmptyPolicy}.
     *
     * <p>Misleads: most slices of a small object are empty, and counting them as agreement raises
     * the score of any method.
     */
    ALL("all_slices"),

    /** Slices on which the reference has a pixel; a miss is scored as an empty prediction. */
    POSITIVE("positive_slices"),

    /**
     * Positive slices on which a mask was selected: this is "Dice_pos" as understood from arXiv
     * 2312.12880.
     *
     * <p>Misleads: a method that only answers on the easiest slice wins. Report the number of
     * omitted slices with it.
     */
    DETECTED_POSITIVE("detected_positive_slices"),

    /**
     * Positive slices on which prediction and reference share a pixel, so that Dice and IoU are
     * above 0.
     *
     * <p>Misleads like {@link #DETECTED_POSITIVE}, and also omits detections that miss the object.
     */
    SCORE_ABOVE_ZERO("positive_slices_with_score_above_zero");

    private final String key;

    Scope(String key) {
      this.key = key;
    }

    /** Returns the name in reports, such as {@code detected_positive_slices}. */
    public String key() {
      return key;
    }

    /** Returns whether a slice is in scope. */
    public boolean includes(Outcome outcome) {
      return switch (this) {
        case ALL -> true;
        case POSITIVE -> outcome.positive();
        case DETECTED_POSITIVE -> outcome.positive() && outcome.selected();
        case SCORE_ABOVE_ZERO -> outcome.overlap().truePositives() > 0;
      };
    }
  }

  /**
   * A rule that decides whether an object is detected on a slice that contains it. The name appears
   * in reports; rules with the same name are equal.
   */
  public static final class DetectionRule {
    private static final DetectionRule MASK_SELECTED = new DetectionRule("mask_selected", null);

    private final String name;
    private final @Nullable IouThreshold threshold;

    private DetectionRule(String name, @Nullable IouThreshold threshold) {
      this.name = name;
      this.threshold = threshold;
    }

    /**
     * Returns the rule {@code mask_selected}: the object is detected if any mask was selected.
     *
     * <p>Misleads for a selection that always chooses a mask: a mask that misses the object counts
     * as well.
     */
    public static DetectionRule maskSelected() {
      return MASK_SELECTED;
    }

    /**
     * Returns the rule {@code iou_gt_0.25} for 0.25: the object is detected if the IoU is strictly
     * above a threshold.
     *
     * @param threshold in {@code [0, 1)}, interpreted as by {@link IouThreshold#moreThan(double)}
     * @throws IllegalArgumentException if the threshold is out of range
     */
    public static DetectionRule iouAbove(double threshold) {
      IouThreshold exact = IouThreshold.moreThan(threshold);
      return new DetectionRule("iou_gt_" + exact.fraction(), exact);
    }

    /** Returns whether the object is detected; always false on a slice without the object. */
    public boolean detects(Outcome outcome) {
      return outcome.positive()
          && (threshold == null ? outcome.selected() : threshold.accepts(outcome.overlap()));
    }

    /** Returns the name for reports, such as {@code iou_gt_0.25}. */
    public String name() {
      return name;
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof DetectionRule other && name.equals(other.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * The numbers of slices of a table by kind. A slice is positive if its reference has a pixel,
   * otherwise negative.
   *
   * @param volumes number of volumes, including those without a slice
   * @param positiveDetected positive slices on which a mask was selected
   * @param positiveMissed positive slices on which none was
   * @param detectedWithZeroDice those of {@code positiveDetected} whose prediction shares no pixel
   *     with the reference
   * @param negativeWithFalsePositive negative slices whose prediction has a pixel
   * @param negativeCorrectlyEmpty negative slices whose prediction has none
   */
  public record Counts(
      int volumes,
      int positiveDetected,
      int positiveMissed,
      int detectedWithZeroDice,
      int negativeWithFalsePositive,
      int negativeCorrectlyEmpty) {

    /** Returns the number of slices. */
    public int slices() {
      return positive() + negative();
    }

    /** Returns the number of positive slices. */
    public int positive() {
      return positiveDetected + positiveMissed;
    }

    /** Returns the number of negative slices. */
    public int negative() {
      return negativeWithFalsePositive + negativeCorrectlyEmpty;
    }
  }

  /**
   * How often an object was detected on the slices that contain it.
   *
   * @param detected number of positive slices on which it was detected
   * @param total number of positive slices
   */
  public record Detection(int detected, int total) {
    /** Checks that at most all slices are detected. */
    public Detection {
      if (detected < 0 || detected > total) {
        throw new IllegalArgumentException(
            "detected must be in [0, total], got detected=" + detected + " total=" + total);
      }
    }

    /** Returns the number of positive slices on which the object was not detected. */
    public int missed() {
      return total - detected;
    }

    /**
     * Returns {@code detected / total}, in {@code [0, 1]}; undefined, NaN, if no slice is positive.
     *
     * <p>Misleads on its own: it ignores false positives on slices without the object.
     */
    public double fraction() {
      return (double) detected / total;
    }
  }

  private final Map<String, List<Outcome>> byVolume;

  private SliceTable(Map<String, List<Outcome>> byVolume) {
    this.byVolume = byVolume;
  }

  /**
   * Creates a table. Volumes keep the order of their first appearance, slices the order within
   * their volume.
   *
   * @throws IllegalArgumentException if a slice of a volume occurs twice
   */
  public static SliceTable of(List<Outcome> outcomes) {
    Map<String, List<Outcome>> byVolume = new LinkedHashMap<>();
    Set<Place> seen = new HashSet<>();
    for (Outcome outcome : outcomes) {
      if (!seen.add(new Place(outcome.volume(), outcome.slice()))) {
        throw new IllegalArgumentException("every slice of a volume must appear once, got slice="
            + outcome.slice() + " again in row " + seen.size());
      }
      byVolume.computeIfAbsent(outcome.volume(), volume -> new ArrayList<>()).add(outcome);
    }
    return new SliceTable(byVolume);
  }

  private record Place(String volume, int slice) {}

  /**
   * Returns the table of the slices in scope. It keeps all volumes, even those without a slice in
   * scope.
   */
  public SliceTable in(Scope scope) {
    Map<String, List<Outcome>> kept = new LinkedHashMap<>();
    byVolume.forEach((volume, outcomes) ->
        kept.put(volume, outcomes.stream().filter(scope::includes).toList()));
    return new SliceTable(kept);
  }

  /** Returns a separate table for every volume, in order. */
  public List<SliceTable> split() {
    return byVolume.entrySet().stream()
        .map(entry -> new SliceTable(Map.of(entry.getKey(), entry.getValue())))
        .toList();
  }

  /** Returns the names of the volumes. */
  public List<String> volumes() {
    return List.copyOf(byVolume.keySet());
  }

  /** Returns the slices, volume by volume. */
  public List<Outcome> outcomes() {
    return byVolume.values().stream().flatMap(List::stream).toList();
  }

  /** Returns the numbers of slices by kind. */
  public Counts counts() {
    Predicate<Outcome> positive = Outcome::positive;
    Predicate<Outcome> predicted = outcome -> outcome.overlap().predictionCount() > 0;
    int detected = count(Scope.DETECTED_POSITIVE::includes);
    return new Counts(
        byVolume.size(),
        detected,
        count(positive) - detected,
        detected - count(Scope.SCORE_ABOVE_ZERO::includes),
        count(predicted.and(positive.negate())),
        count(predicted.or(positive).negate()));
  }

  /** Returns the sum of the pixel counts of all slices; {@link Overlap#NONE} if there are none. */
  public Overlap pooled() {
    return outcomes().stream().map(Outcome::overlap).reduce(Overlap.NONE, Overlap::plus);
  }

  /**
   * Returns the score of every slice, in the order of {@link #outcomes()}.
   *
   * <p>Their mean gives every slice the same weight: a volume with many slices counts more, and a
   * slice that only grazes the object counts as much as one through its middle.
   */
  public double[] scores(OverlapMetric metric, EmptyPolicy policy) {
    return outcomes().stream()
        .mapToDouble(outcome -> metric.of(outcome.overlap(), policy))
        .toArray();
  }

  /**
   * Returns the score of every volume, computed from its {@linkplain #pooled() pooled} counts: the
   * usual volumetric score if all slices are in scope.
   *
   * <p>Slices are weighted by their pixels, so misses on the small slices at the ends of an object
   * hardly matter; with positive slices only, false positives on the other slices are ignored. The
   * score of a volume without a slice in scope is undefined under every policy.
   */
  public double[] pooledScores(OverlapMetric metric, EmptyPolicy policy) {
    return perVolume(volume -> metric.of(volume.pooled(), policy));
  }

  /**
   * Returns the mean slice score of every volume. Their mean gives every volume the same weight,
   * whatever its number of slices.
   *
   * <p>Slices with an undefined or infinite score are omitted from the mean of their volume, which
   * is NaN if no slice remains; the {@link Summary} of a volume's {@link #scores} counts them.
   */
  public double[] meanScores(OverlapMetric metric, EmptyPolicy policy) {
    return perVolume(volume -> Summary.of(volume.scores(metric, policy)).mean());
  }

  /** Returns the number of positive slices on which the object was detected. */
  public Detection detection(DetectionRule rule) {
    return new Detection(count(rule::detects), count(Outcome::positive));
  }

  /**
   * Returns the fraction of detected positive slices of every volume, NaN for a volume without
   * positive slices.
   */
  public double[] detectionFractions(DetectionRule rule) {
    return perVolume(volume -> volume.detection(rule).fraction());
  }

  private double[] perVolume(ToDoubleFunction<SliceTable> statistic) {
    return split().stream()
        .mapToDouble(
            volume -> volume.outcomes().isEmpty() ? Double.NaN : statistic.applyAsDouble(volume))
        .toArray();
  }

  private int count(Predicate<Outcome> condition) {
    return (int) outcomes().stream().filter(condition).count();
  }

  @Override
  public String toString() {
    return counts().toString();
  }
}
