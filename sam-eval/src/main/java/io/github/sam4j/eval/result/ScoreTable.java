// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.Format;
import io.github.sam4j.eval.internal.table.Table;
import io.github.sam4j.eval.internal.table.TextDocument;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.Protocols;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.statistics.Bootstrap;
import io.github.sam4j.metrics.statistics.Bootstrap.ConfidenceInterval;
import io.github.sam4j.metrics.statistics.SliceTable;
import io.github.sam4j.metrics.statistics.Summary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scores of slices, aggregated: a row per {@link Series}, in the order in which they first appear.
 *
 * <p>Dice and IoU are over the slices that show the object. A slice where nothing was chosen counts
 * 0 in the plain means and medians and is left out of those over detected slices.
 *
 * <p>Of every score a table keeps about a hundred bytes: pixel counts, not masks.
 *
 * <p>Immutable.
 */
public final class ScoreTable {
  /** Seed of the resampling of every confidence interval. */
  public static final long SEED = 231212880L;

  /** Default number of resamples of a confidence interval. */
  public static final int RESAMPLES = 1000;

  private static final double LEVEL = 0.95;
  private static final Columns<Series> SERIES = new Columns<Series>()
      .add("task", Format.NAME, Series::task)
      .add("object", Format.NAME, Series::object)
      .add("protocol", Format.NAME, Series::protocol)
      .add("selection", Format.NAME, Series::selection);

  private final List<ScoreKey> keys;
  private final Bootstrap bootstrap;
  private final List<SeriesScores> scores;
  private final List<Row> rows;
  private final List<ClickCurve> clickCurves;
  private final List<NumberOfClicks> numbersOfClicks;

  private ScoreTable(
      List<Protocol.Description> protocols,
      List<ScoreKey> keys,
      Bootstrap bootstrap,
      List<SeriesScores> scores) {
    this.keys = keys;
    this.bootstrap = bootstrap;
    this.scores = scores;
    // rows don't depend on each other, and almost all time goes into their intervals
    this.rows =
        scores.parallelStream().map(series -> series.row(bootstrap, keys)).toList();
    Collection<ClickFamily> families = ClickFamily.of(scores).values();
    this.clickCurves = families.stream().map(ClickFamily::curve).toList();
    Set<String> toTarget = protocols.stream()
        .filter(Protocol.Description::clicksToTarget)
        .map(Protocol.Description::name)
        .collect(Collectors.toSet());
    this.numbersOfClicks = families.stream()
        .filter(family -> toTarget.contains(family.last().protocol()))
        .flatMap(family -> family.targets().stream())
        .toList();
  }

  /**
   * A row of the table. Fractions and scores are in {@code [0, 1]}; what is undefined is NaN.
   *
   * @param series of the scores
   * @param slices number of slices that show the object
   * @param detected how many of those had something chosen, however bad
   * @param negatives number of evaluated slices without the object; 0 unless the run evaluates all
   *     slices
   * @param falsePositives how many of those had a pixel predicted
   * @param dice over the slices that show the object, a miss counting 0
   * @param dicePos over the detected ones only
   * @param iou over the slices that show the object, a miss counting 0
   * @param iouPos over the detected ones only
   * @param pooled the pixel counts of the slices that show the object added up
   * @param pooledAll the pixel counts of all evaluated slices added up
   * @param volumeDice over volumes: the Dice of the pixel counts of all evaluated slices of a
   *     volume; a volume with neither object nor prediction is left out
   * @param scores every further metric over the slices that show the object and have a score of it;
   *     the metrics of all rows are the same, in the same order
   */
  public record Row(
      Series series,
      int slices,
      int detected,
      int negatives,
      int falsePositives,
      Estimate dice,
      Estimate dicePos,
      Estimate iou,
      Estimate iouPos,
      Overlap pooled,
      Overlap pooledAll,
      Estimate volumeDice,
      Map<ScoreKey, Estimate> scores) {
    /** Copies the map. */
    public Row {
      scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /**
     * Returns a further metric.
     *
     * @throws IllegalArgumentException if the table doesn't have it
     */
    public Estimate score(ScoreKey key) {
      Estimate estimate = scores.get(key);
      if (estimate == null) {
        throw new IllegalArgumentException(
            "metric must be one of " + scores.keySet() + ", got " + key);
      }
      return estimate;
    }

    /** Fraction of the slices that show the object where anything was chosen. */
    public double detectedFraction() {
      return (double) detected / slices;
    }
  }

  /** Returns an empty table to add scores to, of protocols of which only the names are known. */
  public static Builder builder() {
    return builder(List.of());
  }

  /** Returns an empty table to add scores of protocols to. */
  public static Builder builder(List<Protocol.Description> protocols) {
    return new Builder(protocols);
  }

  /**
   * Aggregates the scores of protocols of which only the names are known.
   *
   * @throws IllegalArgumentException as {@link Builder#build()} does
   */
  public static ScoreTable of(Iterable<SliceScore> scores) {
    Builder builder = builder();
    scores.forEach(builder::add);
    return builder.build();
  }

  /** Adds scores one by one. Not safe for use by several threads. */
  public static final class Builder {
    private final List<Protocol.Description> protocols;
    private final Set<ScoreKey> keys;
    private final Map<Series, SeriesScores.Collector> collectors = new LinkedHashMap<>();
    private final Map<String, String> volumes = new HashMap<>();
    private int resamples = RESAMPLES;

    private Builder(List<Protocol.Description> protocols) {
      this.protocols = List.copyOf(protocols);
      this.keys = new LinkedHashSet<>(RunDescription.scoreKeys(protocols));
    }

    /**
     * Sets the number of resamples of a confidence interval, at least 2.
     *
     * @throws IllegalArgumentException if it is less
     */
    public Builder resamples(int count) {
      this.resamples = bootstrap(count).resamples();
      return this;
    }

    /**
     * Adds a score.
     *
     * @throws IllegalArgumentException if pixels are predicted though nothing was chosen
     */
    public Builder add(SliceScore score) {
      keys.addAll(score.scores().keySet());
      // each score that is read from a file has a copy of the name
      String volume = volumes.computeIfAbsent(score.slice().caseId(), name -> name);
      collectors
          .computeIfAbsent(score.series(), series -> new SeriesScores.Collector())
          .add(volume, score);
      return this;
    }

    /**
     * Returns the table of what was added so far.
     *
     * @throws IllegalArgumentException if a slice has two scores in one series
     */
    public ScoreTable build() {
      List<SeriesScores> scores = new ArrayList<>();
      collectors.forEach((series, collector) -> scores.add(collector.finish(series)));
      return new ScoreTable(
          protocols, List.copyOf(keys), bootstrap(resamples), List.copyOf(scores));
    }

    private static Bootstrap bootstrap(int resamples) {
      return new Bootstrap(Bootstrap.Method.PERCENTILE, LEVEL, resamples, SEED);
    }
  }

  /** Returns the rows. */
  public List<Row> rows() {
    return rows;
  }

  /** Returns the further metrics of all rows, in their order. */
  public List<ScoreKey> keys() {
    return keys;
  }

  /** Returns the further metrics of which any of some rows has a score. */
  public static List<ScoreKey> scored(List<Row> rows) {
    return rows.stream()
        .flatMap(row -> row.scores().entrySet().stream())
        .filter(score -> score.getValue().n() > 0)
        .map(Map.Entry::getKey)
        .distinct()
        .toList();
  }

  /** Returns the method of the confidence intervals. */
  public Bootstrap bootstrap() {
    return bootstrap;
  }

  /** Returns every volume of every series. */
  public List<VolumeScore> volumes() {
    return scores.stream().flatMap(series -> series.volumes().stream()).toList();
  }

  /** Returns the scores by number of clicks, of every protocol that adds clicks one by one. */
  public List<ClickCurve> clickCurves() {
    return clickCurves;
  }

  /**
   * Returns how many clicks each target took, of every protocol described as clicking until a
   * target.
   */
  public List<NumberOfClicks> numbersOfClicks() {
    return numbersOfClicks;
  }

  /**
   * Returns the outcome of every slice that shows the object, for each series without clicks and
   * each family of series that differ in their number of clicks only. The key of a family is its
   * series of the most clicks and has the outcome after the last click of each slice, however many
   * that took.
   */
  public Map<Series, List<SliceTable.Outcome>> finalOutcomes() {
    Map<Series, ClickFamily> families = ClickFamily.of(scores);
    Map<Series, List<SliceTable.Outcome>> outcomes = new LinkedHashMap<>();
    for (SeriesScores each : scores) {
      Series series = each.series();
      if (series.clicks() == 0) {
        outcomes.put(series, each.slices().in(SliceTable.Scope.POSITIVE).outcomes());
      } else {
        ClickFamily family = Objects.requireNonNull(
            families.get(series.withClicks(1)), "a series with clicks belongs to a family");
        outcomes.putIfAbsent(family.last(), family.finalOutcomes());
      }
    }
    return Collections.unmodifiableMap(outcomes);
  }

  private record CurvePoint(ClickCurve curve, ClickCurve.Point point) {}

  /**
   * Returns the table for people: aligned columns, fractions and scores in percent. Of clicks it
   * shows the first and the last number only.
   */
  public String toText() {
    Columns<Row> columns = new Columns<Row>()
        .addAll("", Row::series, SERIES)
        .add("slices", Row::slices)
        .add("detected", Format.PERCENT, Row::detectedFraction)
        .add("Dice mean", Format.PERCENT, row -> row.dice().mean())
        .add("Dice median", Format.PERCENT, row -> row.dice().median())
        .add("Dice_pos", Format.PERCENT, row -> row.dicePos().mean())
        .add("IoU mean", Format.PERCENT, row -> row.iou().mean());
    Columns<CurvePoint> clickColumns = new Columns<CurvePoint>()
        .addAll("", point -> point.curve().series(), SERIES)
        .add("slices", point -> point.curve().samples())
        .add("clicks", point -> point.point().clicks())
        .add("Dice", Format.PERCENT, point -> point.point().dice())
        .add("IoU", Format.PERCENT, point -> point.point().iou());
    Table plain = columns.table(
        "", rows.stream().filter(row -> row.series().clicks() == 0).toList());
    Table clicked = clickColumns.table(
        "",
        clickCurves.stream()
            .flatMap(curve -> Stream.of(1, curve.points().size())
                .distinct()
                .map(clicks -> new CurvePoint(curve, curve.points().get(clicks - 1))))
            .toList());
    return Stream.of(plain, clicked)
        .filter(table -> !table.rows().isEmpty())
        .map(TextDocument::columns)
        .collect(Collectors.joining("\n"));
  }

  /**
   * The location of scores, and the confidence interval of their mean. Everything but {@code n} is
   * NaN without a score, and the interval of a single one as well.
   *
   * @param n number of scores; undefined ones are left out and not counted
   * @param mean in the unit of the scores
   * @param median the middle score, or the mean of the middle two
   * @param lower end of the confidence interval of the mean
   * @param upper end of the confidence interval of the mean
   */
  public record Estimate(int n, double mean, double median, double lower, double upper) {
    private static final Estimate NONE =
        new Estimate(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    /** Sums up scores; those that are undefined or infinite are left out. */
    static Estimate of(Bootstrap bootstrap, double... scores) {
      Summary summary = Summary.of(scores);
      if (summary.n() == 0) {
        return NONE;
      }
      if (summary.n() == 1) {
        return new Estimate(1, summary.mean(), summary.median(), Double.NaN, Double.NaN);
      }
      ConfidenceInterval interval = bootstrap.mean(summary.values());
      return new Estimate(
          summary.n(), summary.mean(), summary.median(), interval.lower(), interval.upper());
    }
  }

  /**
   * Scores by number of clicks. Where clicks end early, because nothing is wrong any more or a
   * target is reached, the last prediction counts for all later numbers, so that every point is
   * over the same samples.
   *
   * @param series what; its number of clicks is that of the last point
   * @param samples number of slices that show the object and have a result of a click
   * @param points one for each number of clicks from 1
   */
  public record ClickCurve(Series series, int samples, List<Point> points) {
    /** Copies the list. */
    public ClickCurve {
      points = List.copyOf(points);
    }

    /**
     * The scores after some clicks.
     *
     * @param clicks number of clicks
     * @param clicked number of samples with a result for so many; the others ended earlier. All of
     *     them for a protocol that repeats its last result where nothing is left to click
     * @param dice mean over all samples, in {@code [0, 1]}
     * @param iou mean over all samples, in {@code [0, 1]}
     */
    public record Point(int clicks, int clicked, double dice, double iou) {}
  }

  /**
   * How many clicks it takes to reach an IoU: NoC of "Reviving Iterative Training with Mask
   * Guidance for Interactive Segmentation" (RITM, arXiv 2102.06583).
   *
   * <p>Misleads alone: a sample that would need 21 clicks and one that no number of clicks could
   * help count alike, so report the number of unreached samples beside it.
   *
   * @param series what; its number of clicks is {@link Protocols#MAX_CLICKS}
   * @param target the IoU to reach
   * @param mean over the samples: the first click with such an IoU, {@link Protocols#MAX_CLICKS} if
   *     there is none; in {@code [1, 20]}
   * @param samples number of slices that show the object and got a click
   * @param unreached how many of them have no such click
   */
  public record NumberOfClicks(
      Series series, IouThreshold target, double mean, int samples, int unreached) {}

  /**
   * The evaluated slices of one volume, added up.
   *
   * @param series what
   * @param caseId the volume
   * @param slices number of slices that show the object
   * @param detected how many of those had something chosen, however bad
   * @param negatives number of evaluated slices without the object
   * @param pooled the pixel counts of all evaluated slices added up: its Dice and IoU are those of
   *     the volume if all slices were evaluated
   * @param meanDice mean over the slices that show the object, a miss counting 0; NaN without any
   */
  public record VolumeScore(
      Series series,
      String caseId,
      int slices,
      int detected,
      int negatives,
      Overlap pooled,
      double meanDice) {}
}
