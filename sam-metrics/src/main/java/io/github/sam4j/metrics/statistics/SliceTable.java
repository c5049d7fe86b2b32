package io.github.sam4j.metrics.statistics;

import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.OverlapMetric;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * The outcomes of one method for one object on the slices of several volumes, and the scores made
 * of them per slice and per volume.
 *
 * <p>First the {@link SliceScope} is chosen, then the scores are listed, then a {@link Summary}, a
 * {@link Bootstrap} or a {@link WilcoxonSignedRank} is made of the list:
 *
 * <pre>{@code
 * SliceTable positive = table.in(SliceScope.POSITIVE);
 * Summary dice = Summary.of(positive.pooledScores(OverlapMetric.DICE, EmptyPolicy.DEFAULT));
 * dice.median();
 * Bootstrap.bca(seed).mean(dice.values());
 * }</pre>
 *
 * <p>Lists per volume have one entry for every volume, in the order of {@link #volumes()}, even if
 * no slice of it is in scope; so the lists of two tables of the same volumes are paired. An entry
 * that is undefined is NaN, which {@link Summary} and {@link WilcoxonSignedRank} count.
 *
 * <p>A table knows its own slices only: take {@link #counts()} and detection fractions from the
 * whole table, since one of detected slices has no misses.
 */
public final class SliceTable {
  private final Map<String, List<SliceOutcome>> byVolume;

  private SliceTable(Map<String, List<SliceOutcome>> byVolume) {
    this.byVolume = byVolume;
  }

  /**
   * Returns a table of slices. Volumes keep the order in which they first appear, slices that
   * within their volume.
   *
   * @throws IllegalArgumentException if a slice of a volume appears twice
   */
  public static SliceTable of(List<SliceOutcome> outcomes) {
    Map<String, List<SliceOutcome>> byVolume = new LinkedHashMap<>();
    Set<Place> seen = new HashSet<>();
    for (SliceOutcome outcome : outcomes) {
      if (!seen.add(new Place(outcome.volume(), outcome.slice()))) {
        throw new IllegalArgumentException("every slice of a volume must appear once, got slice="
            + outcome.slice() + " again in row " + seen.size());
      }
      byVolume.computeIfAbsent(outcome.volume(), volume -> new ArrayList<>()).add(outcome);
    }
    return new SliceTable(byVolume);
  }

  private record Place(String volume, int slice) {}

  /** Returns the table of the slices in scope; all volumes stay, if need be without a slice. */
  public SliceTable in(SliceScope scope) {
    Map<String, List<SliceOutcome>> kept = new LinkedHashMap<>();
    byVolume.forEach((volume, outcomes) ->
        kept.put(volume, outcomes.stream().filter(scope::includes).toList()));
    return new SliceTable(kept);
  }

  /** Returns every volume as a table of its own, in order. */
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
  public List<SliceOutcome> outcomes() {
    return byVolume.values().stream().flatMap(List::stream).toList();
  }

  /** Counts the slices by kind. */
  public SliceCounts counts() {
    Predicate<SliceOutcome> positive = SliceOutcome::positive;
    Predicate<SliceOutcome> predicted = outcome -> outcome.overlap().predictionCount() > 0;
    int detected = count(SliceScope.DETECTED_POSITIVE::includes);
    return new SliceCounts(
        byVolume.size(),
        detected,
        count(positive) - detected,
        detected - count(SliceScope.SCORE_ABOVE_ZERO::includes),
        count(predicted.and(positive.negate())),
        count(predicted.or(positive).negate()));
  }

  /** Returns the counts of pixels of all slices added up; {@link Overlap#NONE} without a slice. */
  public Overlap pooled() {
    return outcomes().stream().map(SliceOutcome::overlap).reduce(Overlap.NONE, Overlap::plus);
  }

  /**
   * Returns the score of every slice, in the order of {@link #outcomes()}.
   *
   * <p>A mean of these weighs every slice alike, so a volume of many slices counts more, and a
   * slice that only grazes the object as much as one through its middle.
   */
  public double[] scores(OverlapMetric metric, EmptyPolicy policy) {
    return outcomes().stream()
        .mapToDouble(outcome -> metric.of(outcome.overlap(), policy))
        .toArray();
  }

  /**
   * Returns the score of every volume's {@linkplain #pooled() pooled} counts, that of its voxels in
   * scope: the usual score of a volume if all slices are.
   *
   * <p>A slice weighs by its pixels, so misses on the small slices at an object's ends hardly show;
   * with positive slices only, false positives on the others vanish. A volume without a slice in
   * scope is undefined under every policy.
   */
  public double[] pooledScores(OverlapMetric metric, EmptyPolicy policy) {
    return perVolume(volume -> metric.of(volume.pooled(), policy));
  }

  /**
   * Returns the mean of the slice scores of every volume. Volumes weigh alike in a mean of these,
   * however many slices they have.
   *
   * <p>Slices whose score is undefined or infinite are left out of their volume's mean, which is
   * NaN if none remains; the {@link Summary} of a volume's {@link #scores} counts them.
   */
  public double[] meanScores(OverlapMetric metric, EmptyPolicy policy) {
    return perVolume(volume -> Summary.of(volume.scores(metric, policy)).mean());
  }

  /** Counts on how many of the positive slices the object was found. */
  public Detection detection(DetectionRule rule) {
    return new Detection(count(rule::detects), count(SliceOutcome::positive));
  }

  /** Returns the fraction of detected positive slices of every volume, NaN if it has none. */
  public double[] detectionFractions(DetectionRule rule) {
    return perVolume(volume -> volume.detection(rule).fraction());
  }

  private double[] perVolume(ToDoubleFunction<SliceTable> statistic) {
    return split().stream()
        .mapToDouble(
            volume -> volume.outcomes().isEmpty() ? Double.NaN : statistic.applyAsDouble(volume))
        .toArray();
  }

  private int count(Predicate<SliceOutcome> condition) {
    return (int) outcomes().stream().filter(condition).count();
  }

  @Override
  public String toString() {
    return counts().toString();
  }
}
