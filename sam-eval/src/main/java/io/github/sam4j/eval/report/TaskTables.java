// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.COUNT;
import static io.github.sam4j.eval.internal.table.Format.NAME;
import static io.github.sam4j.eval.internal.table.Format.PERCENT_UNSIGNED;
import static io.github.sam4j.eval.internal.table.Format.TEXT;
import static io.github.sam4j.eval.internal.table.Format.TWO_DECIMALS;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.Document;
import io.github.sam4j.eval.protocol.Protocols;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.report.PublishedFigures.Comparison;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunSummary;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.ScoreTable.Estimate;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The tables of one task in the document for people, with scores in percent. */
final class TaskTables {
  private final String task;
  private final RunDescription run;
  private final List<ScoreTable.Row> rows;
  private final List<ClickCurve> curves;
  private final List<NumberOfClicks> numbersOfClicks;

  TaskTables(String task, RunSummary summary) {
    ScoreTable table = summary.table();
    this.task = task;
    this.run = summary.run();
    this.rows = table.rows().stream().filter(row -> isOf(row.series())).toList();
    this.curves =
        table.clickCurves().stream().filter(curve -> isOf(curve.series())).toList();
    this.numbersOfClicks =
        table.numbersOfClicks().stream().filter(number -> isOf(number.series())).toList();
  }

  private boolean isOf(Series series) {
    return series.task().equals(task);
  }

  /** Adds the tables that have a row. */
  void writeTo(Document out) {
    Predicate<Series> plain = series -> series.clicks() == 0;
    Predicate<Series> automatic = plain.and(series -> !isPrompted(series));
    Predicate<Series> paper = series -> run.selection(series).isOneOf(MaskSelection.paper());
    scores("Automatic masks, the four selections of arXiv 2312.12880", automatic.and(paper), out);
    scores("Automatic masks, other readings", automatic.and(paper.negate()), out);
    scores("Prompts", plain.and(automatic.negate()), out);
    negatives(out);
    curves(out);
    numbersOfClicks(out);
    published(out);
  }

  private void scores(String caption, Predicate<Series> included, Document out) {
    List<ScoreTable.Row> chosen =
        rows.stream().filter(row -> included.test(row.series())).toList();
    Columns<ScoreTable.Row> columns =
        new Columns<ScoreTable.Row>().add("object", NAME, row -> row.series().object());
    boolean severalProtocols = chosen.stream().anyMatch(row -> isPrompted(row.series()))
        || chosen.stream().map(row -> row.series().protocol()).distinct().count() > 1;
    if (severalProtocols) {
      columns = columns.add("protocol", NAME, row -> row.series().protocol());
    }
    columns = columns
        .add("selection", NAME, row -> row.series().selection())
        .add("slices", COUNT, ScoreTable.Row::slices)
        .add("detected", PERCENT_UNSIGNED, ScoreTable.Row::detectedFraction);
    columns = withEstimate(columns, "Dice", ScoreTable.Row::dice);
    columns = withEstimate(columns, "Dice_pos", ScoreTable.Row::dicePos);
    columns = withEstimate(columns, "IoU", ScoreTable.Row::iou)
        .add("volumes", COUNT, row -> row.volumeDice().n());
    columns = withEstimate(columns, "their Dice", ScoreTable.Row::volumeDice);
    for (ScoreKey key : ScoreTable.scored(chosen)) {
      columns = columns.add(
          key.heading(),
          key.isShare() ? PERCENT_UNSIGNED : TWO_DECIMALS,
          row -> row.score(key).mean());
    }
    add(caption, columns, chosen, out);
  }

  /**
   * Returns the columns followed by the mean, with its interval if there is one, and the median.
   */
  private static Columns<ScoreTable.Row> withEstimate(
      Columns<ScoreTable.Row> columns, String header, Function<ScoreTable.Row, Estimate> estimate) {
    return columns
        .add(header, TEXT, row -> withInterval(estimate.apply(row)))
        .add("median", PERCENT_UNSIGNED, row -> estimate.apply(row).median());
  }

  private static String withInterval(Estimate estimate) {
    return estimate.n() < 2
        ? PERCENT_UNSIGNED.text(estimate.mean())
        : String.format(
            Locale.ROOT,
            "%.1f [%.1f, %.1f]",
            100 * estimate.mean(),
            100 * estimate.lower(),
            100 * estimate.upper());
  }

  private boolean isPrompted(Series series) {
    return run.protocol(series.protocol()).promptsFromTruth();
  }

  private void negatives(Document out) {
    add(
        "Slices without the object",
        new Columns<ScoreTable.Row>()
            .add("object", NAME, row -> row.series().object())
            .add("protocol", NAME, row -> row.series().protocol())
            .add("selection", NAME, row -> selection(row.series()))
            .add("slices", COUNT, ScoreTable.Row::negatives)
            .add("with false positives", COUNT, ScoreTable.Row::falsePositives)
            .add("Dice of all pixels", PERCENT_UNSIGNED, row -> row.pooledAll().dice()),
        rows.stream().filter(row -> row.negatives() > 0).toList(),
        out);
  }

  /** Returns the selection, and the number of clicks where there is one. */
  private static String selection(Series series) {
    return switch (series.clicks()) {
      case 0 -> series.selection();
      case 1 -> series.selection() + ", 1 click";
      default -> series.selection() + ", " + series.clicks() + " clicks";
    };
  }

  /** Adds a table for the curves of each object and protocol, with a row for each click. */
  private void curves(Document out) {
    Map<List<String>, List<ClickCurve>> groups = new LinkedHashMap<>();
    for (ClickCurve curve : curves) {
      groups
          .computeIfAbsent(
              List.of(curve.series().object(), curve.series().protocol()), key -> new ArrayList<>())
          .add(curve);
    }
    groups.forEach((key, members) -> {
      Columns<Integer> columns = new Columns<Integer>().add("clicks", COUNT, clicks -> clicks);
      for (ClickCurve curve : members) {
        String selection = curve.series().selection();
        columns = columns
            .add(
                selection + " IoU",
                PERCENT_UNSIGNED,
                clicks -> point(curve, clicks).iou())
            .add(
                selection + " Dice",
                PERCENT_UNSIGNED,
                clicks -> point(curve, clicks).dice());
      }
      int most =
          members.stream().mapToInt(curve -> curve.series().clicks()).max().orElse(0);
      add(
          "Scores by number of clicks: " + key.get(0) + ", protocol " + key.get(1) + ", slices: "
              + members.get(0).samples(),
          columns,
          IntStream.rangeClosed(1, most).boxed().toList(),
          out);
    });
  }

  /** Returns the scores after some clicks; a curve that ends earlier stays where it is. */
  private static ClickCurve.Point point(ClickCurve curve, int clicks) {
    return curve.points().get(Math.min(clicks, curve.points().size()) - 1);
  }

  private void numbersOfClicks(Document out) {
    add(
        "Clicks until an IoU is reached, " + Protocols.MAX_CLICKS + " where it never is",
        new Columns<NumberOfClicks>()
            .add("object", NAME, number -> number.series().object())
            .add("protocol", NAME, number -> number.series().protocol())
            .add("IoU", NAME, NumberOfClicks::target)
            .add("mean clicks", TWO_DECIMALS, NumberOfClicks::mean)
            .add("slices", COUNT, NumberOfClicks::samples)
            .add("never reached", COUNT, NumberOfClicks::unreached),
        numbersOfClicks,
        out);
  }

  private void published(Document out) {
    add(
        "For comparison: " + PublishedFigure.LABEL,
        new Columns<Comparison>()
            .add("source", NAME, pair -> pair.figure().source().identifier())
            .add("model", NAME, pair -> pair.figure().model())
            .add("data", NAME, pair -> pair.figure().data())
            .add("setting", NAME, pair -> pair.figure().setting())
            .add("number", NAME, pair -> pair.figure().statistic().label())
            .add("beside", NAME, pair -> selection(pair.series()))
            .add("published", PERCENT_UNSIGNED, pair -> pair.figure().value())
            .add("this run", PERCENT_UNSIGNED, Comparison::value),
        PublishedFigures.compare(rows, curves, run),
        out);
  }

  private static <T> void add(String caption, Columns<T> columns, List<T> items, Document out) {
    if (!items.isEmpty()) {
      out.table(columns.table(caption, items));
    }
  }
}
