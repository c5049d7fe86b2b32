// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.Format;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.ScoreTable.Estimate;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import io.github.sam4j.eval.result.ScoreTable.VolumeScore;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.eval.result.VolumeRecord;
import io.github.sam4j.metrics.Overlap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns of the files for programs; those of aggregates are the fields of JSON as well. */
final class ResultColumns {
  static final Columns<Series> QUESTION = new Columns<Series>()
      .add("object", Series::object)
      .add("protocol", Series::protocol)
      .add("selection", Series::selection);
  private static final Columns<Series> SERIES =
      new Columns<Series>().add("task", Series::task).addAll("", series -> series, QUESTION);

  /** The number of clicks, undefined where a protocol doesn't add them one by one. */
  private static final Columns<Series> CLICKS =
      new Columns<Series>().add("clicks", ResultColumns::clicks);

  static final Columns<SliceId> SLICE = new Columns<SliceId>()
      .add("task", SliceId::task)
      .add("case", SliceId::caseId)
      .add("slice", ResultColumns::index);
  static final Columns<Overlap> COUNTS = new Columns<Overlap>()
      .add("tp", Overlap::truePositives)
      .add("fp", Overlap::falsePositives)
      .add("fn", Overlap::falseNegatives);
  private static final Columns<Estimate> ESTIMATE = new Columns<Estimate>()
      .add("_mean", Estimate::mean)
      .add("_lower", Estimate::lower)
      .add("_upper", Estimate::upper)
      .add("_median", Estimate::median);

  /** {@code slices.csv} up to the scores of further metrics. */
  private static final Columns<SliceScore> SCORES = new Columns<SliceScore>()
      .addAll("", SliceScore::slice, SLICE)
      .addAll("", SliceScore::series, QUESTION)
      .addAll("", SliceScore::series, CLICKS)
      .add("prompt", SliceScore::prompt)
      .add("masks", SliceScore::pool)
      .add(
          "chosen",
          score -> score.chosen().stream().map(String::valueOf).collect(Collectors.joining(" ")))
      .add("predicted_iou", SliceScore::predictedIou)
      .addAll("", SliceScore::overlap, COUNTS)
      .add("dice", score -> score.overlap().dice())
      .add("iou", score -> score.overlap().iou());

  /** {@code timings.csv}: the one file that differs between two runs of one description. */
  static final Columns<Step> STEPS = new Columns<Step>()
      .addAll("", Step::slice, SLICE)
      .add("step", Step::name)
      .add("milliseconds", Format.MILLISECONDS, Step::milliseconds);

  /** {@code failures.csv}: the headers alone are good news. */
  static final Columns<Failure> FAILURES =
      new Columns<Failure>().addAll("", Failure::slice, SLICE).add("reason", Failure::reason);

  /** {@code table.csv} up to the further metrics. */
  private static final Columns<ScoreTable.Row> ROWS = new Columns<ScoreTable.Row>()
      .addAll("", ScoreTable.Row::series, SERIES)
      .addAll("", ScoreTable.Row::series, CLICKS)
      .add("slices", ScoreTable.Row::slices)
      .add("detected", ScoreTable.Row::detected)
      .add("detected_fraction", ScoreTable.Row::detectedFraction)
      .add("negatives", ScoreTable.Row::negatives)
      .add("false_positives", ScoreTable.Row::falsePositives)
      .addAll("dice", ScoreTable.Row::dice, ESTIMATE)
      .addAll("dice_pos", ScoreTable.Row::dicePos, ESTIMATE)
      .addAll("iou", ScoreTable.Row::iou, ESTIMATE)
      .addAll("iou_pos", ScoreTable.Row::iouPos, ESTIMATE)
      .add("dice_pooled", row -> row.pooled().dice())
      .add("iou_pooled", row -> row.pooled().iou())
      .add("dice_pooled_all", row -> row.pooledAll().dice())
      .add("volumes", row -> row.volumeDice().n())
      .addAll("volume_dice", ScoreTable.Row::volumeDice, ESTIMATE);

  /** {@code volumes.csv}. */
  static final Columns<VolumeScore> VOLUMES = new Columns<VolumeScore>()
      .add("task", volume -> volume.series().task())
      .add("case", VolumeScore::caseId)
      .addAll("", VolumeScore::series, QUESTION)
      .addAll("", VolumeScore::series, CLICKS)
      .add("slices", VolumeScore::slices)
      .add("detected", VolumeScore::detected)
      .add("negatives", VolumeScore::negatives)
      .addAll("", VolumeScore::pooled, COUNTS)
      .add("dice_pooled", volume -> volume.pooled().dice())
      .add("iou_pooled", volume -> volume.pooled().iou())
      .add("dice_mean", VolumeScore::meanDice);

  /** {@code volume_metrics.csv} up to the metrics. */
  private static final Columns<VolumeSeries> VOLUME_SERIES = new Columns<VolumeSeries>()
      .add("task", each -> each.volume().task())
      .add("case", each -> each.volume().caseId())
      .addAll("", VolumeSeries::series, QUESTION)
      .addAll("", VolumeSeries::series, CLICKS);

  /** {@code clicks.csv}. */
  static final Columns<CurvePoint> CURVE_POINTS = new Columns<CurvePoint>()
      .addAll("", point -> point.curve().series(), SERIES)
      .add("clicks", point -> point.point().clicks())
      .add("samples", point -> point.curve().samples())
      .add("clicked", point -> point.point().clicked())
      .add("dice_mean", point -> point.point().dice())
      .add("iou_mean", point -> point.point().iou());

  /** {@code noc.csv}. */
  static final Columns<NumberOfClicks> NUMBERS_OF_CLICKS = new Columns<NumberOfClicks>()
      .addAll("", NumberOfClicks::series, SERIES)
      .add("target", number -> number.target().fraction())
      .add("clicks_mean", NumberOfClicks::mean)
      .add("samples", NumberOfClicks::samples)
      .add("unreached", NumberOfClicks::unreached);

  private ResultColumns() {}

  /**
   * Checks that metrics can stand beside the columns that every file has.
   *
   * @throws IllegalArgumentException if two columns would have one name
   */
  static void checkNames(List<ScoreKey> keys) {
    for (List<String> headers : List.of(scores(keys).headers(), rows(keys).headers())) {
      Set<String> names = new HashSet<>();
      for (String header : headers) {
        if (!names.add(header)) {
          throw new IllegalArgumentException("metrics must have other names than the columns of"
              + " results, got a second column " + header);
        }
      }
    }
  }

  /** Returns the columns of {@code slices.csv}. */
  static Columns<SliceScore> scores(List<ScoreKey> keys) {
    Columns<SliceScore> columns = SCORES;
    for (ScoreKey key : keys) {
      columns = columns.add(key.name(), score -> score.score(key));
    }
    return columns.add("detected", SliceScore::detected);
  }

  /** Returns the columns of {@code table.csv}. */
  static Columns<ScoreTable.Row> rows(List<ScoreKey> keys) {
    Columns<ScoreTable.Row> columns = ROWS;
    for (ScoreKey key : keys) {
      columns = columns
          .add(key.name() + "_slices", row -> row.score(key).n())
          .addAll(key.name(), row -> row.score(key), ESTIMATE);
    }
    return columns;
  }

  /** Returns the columns of {@code volume_metrics.csv}. */
  static Columns<VolumeSeries> volumes(List<ScoreKey> metrics) {
    Columns<VolumeSeries> columns = VOLUME_SERIES;
    for (ScoreKey metric : metrics) {
      columns =
          columns.add(metric.name(), volume -> volume.scores().getOrDefault(metric, Double.NaN));
    }
    return columns;
  }

  /** The scores of a series on a volume in three dimensions. */
  record VolumeSeries(VolumeRecord volume, Series series, Map<ScoreKey, Double> scores) {
    static List<VolumeSeries> of(List<VolumeRecord> volumes) {
      return volumes.stream()
          .flatMap(volume -> volume.scores().entrySet().stream()
              .map(each -> new VolumeSeries(volume, each.getKey(), each.getValue())))
          .toList();
    }
  }

  /** How long a step of a slice took. */
  record Step(SliceId slice, String name, double milliseconds) {
    static List<Step> of(SliceRecord slice) {
      return slice.milliseconds().entrySet().stream()
          .map(step -> new Step(slice.slice(), step.getKey(), step.getValue()))
          .toList();
    }
  }

  /** A slice without scores, or a volume that couldn't be read. */
  record Failure(SliceId slice, String reason) {
    static List<Failure> of(SliceRecord slice) {
      return slice.failure().map(reason -> new Failure(slice.slice(), reason)).stream()
          .toList();
    }
  }

  /** A point of a curve. */
  record CurvePoint(ClickCurve curve, ClickCurve.Point point) {
    static List<CurvePoint> of(List<ClickCurve> curves) {
      return curves.stream()
          .flatMap(curve -> curve.points().stream().map(point -> new CurvePoint(curve, point)))
          .toList();
    }
  }

  private static Object clicks(Series series) {
    return series.clicks() == 0 ? (Object) Double.NaN : (Object) series.clicks();
  }

  /** Returns the index of a slice, undefined for a whole volume. */
  private static Object index(SliceId slice) {
    return slice.isWholeVolume() ? (Object) Double.NaN : (Object) slice.slice();
  }
}
