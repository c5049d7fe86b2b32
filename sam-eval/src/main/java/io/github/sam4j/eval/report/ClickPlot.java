// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.COUNT;
import static io.github.sam4j.eval.internal.table.Format.NAME;
import static io.github.sam4j.eval.internal.table.Format.REPORT_COUNT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_SCORE;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.Table;
import io.github.sam4j.eval.protocol.Citation;
import io.github.sam4j.eval.report.PublishedFigures.Comparison;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Mean IoU by number of clicks. */
final class ClickPlot {
  /** The paper that all published curves are from. */
  private static final String SOURCE = Citation.SAM_ON_MEDICAL_IMAGES.identifier();

  private ClickPlot() {}

  /** Returns the plot of an object that has at least one curve. */
  static Figure of(ObjectScores scores) {
    List<ClickCurve> curves = scores.clickCurves();
    List<ClickCurve> shown = curves.stream().limit(ColorRole.SERIES_COUNT).toList();
    int most = curves.stream().mapToInt(curve -> curve.points().size()).max().orElse(1);
    Map<String, SortedMap<Integer, Double>> published = published(shown, scores.run());
    Plot plot = new Plot(Plot.Frame.withLegend(shown.size() + published.size(), 0.5, most + 0.5))
        .markerSize(7)
        .scoreTicksY()
        .yTitle("Mean IoU");
    for (int clicks = 1; clicks <= most; clicks++) {
      plot.xTick(clicks, Integer.toString(clicks));
    }
    plot.xTitle("Clicks");
    for (int i = 0; i < shown.size(); i++) {
      double[] xs =
          shown.get(i).points().stream().mapToDouble(ClickCurve.Point::clicks).toArray();
      double[] ys =
          shown.get(i).points().stream().mapToDouble(ClickCurve.Point::iou).toArray();
      plot.line(ColorRole.ofSeries(i), 2, i, xs, ys);
      plot.points(ColorRole.ofSeries(i), 1, i, xs, ys);
    }
    int dash = 1;
    for (SortedMap<Integer, Double> curve : published.values()) {
      double[] xs = curve.keySet().stream().mapToDouble(clicks -> clicks).toArray();
      double[] ys = curve.values().stream().mapToDouble(iou -> iou).toArray();
      plot.line(ColorRole.MUTED, 1.4, dash++, xs, ys);
    }
    plot.legend(
        shown.stream()
            .map(curve -> curve.series().protocol() + " · " + scores.marked(curve.series()))
            .toList(),
        List.copyOf(published.keySet()));
    String note = "Mean over the slices that show the object. Where clicks ended early, the last "
        + "prediction stands.";
    if (!published.isEmpty()) {
      note += " Grey: " + PublishedFigure.LABEL + " (" + SOURCE + ").";
    }
    if (curves.size() > shown.size()) {
      note += " The first " + shown.size() + " of " + curves.size()
          + " curves are drawn; all are in the table.";
    }
    return new Figure(
        plot.svg("Mean IoU of " + scores.name() + " after 1 to " + most + " clicks"),
        note,
        numbers(scores, published),
        /* wide= */ false);
  }

  /** Returns published mean IoU by number of clicks, by the name of the curve. */
  static Map<String, SortedMap<Integer, Double>> published(
      List<ClickCurve> curves, RunDescription run) {
    Map<String, SortedMap<Integer, Double>> published = new LinkedHashMap<>();
    for (Comparison each : PublishedFigures.compare(List.of(), curves, run)) {
      String name = "published: " + each.figure().model() + " · "
          + Labels.marked(run.selection(each.series())) + ", "
          + each.figure().data();
      published
          .computeIfAbsent(name, key -> new TreeMap<>())
          .put(each.series().clicks(), each.figure().value());
    }
    return published;
  }

  private static Table numbers(
      ObjectScores scores, Map<String, SortedMap<Integer, Double>> published) {
    List<Row> rows = new ArrayList<>();
    for (ClickCurve curve : scores.clickCurves()) {
      for (ClickCurve.Point point : curve.points()) {
        rows.add(new Row(
            curve.series().protocol(),
            scores.marked(curve.series()),
            point.clicks(),
            curve.samples(),
            point.clicked(),
            point.iou(),
            point.dice()));
      }
    }
    published.forEach((name, curve) -> curve.forEach((clicks, iou) ->
        rows.add(new Row(SOURCE, name, clicks, Double.NaN, Double.NaN, iou, Double.NaN))));
    return new Columns<Row>()
        .add("Protocol", NAME, Row::protocol)
        .add("Selection", NAME, Row::selection)
        .add("Clicks", COUNT, Row::clicks)
        .add("Slices", REPORT_COUNT, Row::slices)
        .add("Clicked", REPORT_COUNT, Row::clicked)
        .add("Mean IoU", REPORT_SCORE, Row::iou)
        .add("Mean Dice", REPORT_SCORE, Row::dice)
        .table("Score by number of clicks", rows);
  }

  /** A point of a curve; what a paper doesn't print is NaN. */
  private record Row(
      String protocol,
      String selection,
      int clicks,
      Number slices,
      Number clicked,
      double iou,
      double dice) {}
}
