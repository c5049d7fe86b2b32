// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.REPORT_COUNT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_PERCENT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_SCORE;

import io.github.sam4j.eval.internal.table.Format;
import io.github.sam4j.eval.internal.table.Table;
import io.github.sam4j.metrics.statistics.Summary;
import java.util.Arrays;
import java.util.List;

/** Boxes of Dice, one for each protocol and selection, with their numbers beside them. */
final class BoxPlot {
  private static final int ROW = 26;
  private static final int WIDTH = 1000;
  private static final int LEFT = 340;
  private static final int RIGHT = 214;
  private static final double HALF_BOX = 0.3;
  /** Reach of the whiskers beyond the quartiles, in interquartile ranges (Tukey). */
  private static final double WHISKER = 1.5;

  private BoxPlot() {}

  static Figure of(ObjectScores scores) {
    List<SeriesOutcomes> series = scores.series();
    int n = series.size();
    Plot.Frame frame =
        new Plot.Frame(WIDTH, 24 + n * ROW + 44, 24, RIGHT, 44, LEFT, 0, 1, -n + 0.5, 0.5);
    Plot plot = new Plot(frame).markerSize(5).scoreTicksX().xTitle("Dice");
    plot.text(1, 0.5, 84, -9, Plot.Anchor.END, "title", "mean");
    plot.text(1, 0.5, 142, -9, Plot.Anchor.END, "title", "median");
    plot.text(1, 0.5, 212, -9, Plot.Anchor.END, "title", "detected");
    for (int i = 0; i < n; i++) {
      row(plot, series, i);
    }
    String label = "Box plot of Dice for " + Labels.count(n, "selection", "selections") + " of "
        + scores.name() + "; the numbers are in the table below";
    return new Figure(
        plot.svg(label),
        "Box: quartiles with the median; whiskers: the last slice within 1.5 interquartile ranges; "
            + "circles: slices further out; diamond: mean. A slice where nothing was chosen counts "
            + "0. Detected " + Format.DASH + ": always chooses a mask.",
        numbers(series),
        /* wide= */ true);
  }

  private static Table numbers(List<SeriesOutcomes> series) {
    return SeriesOutcomes.NAMES
        .add("Slices", REPORT_COUNT, SeriesOutcomes::size)
        .add("Min", REPORT_SCORE, each -> each.dice().min())
        .add("Q1", REPORT_SCORE, each -> each.dice().q25())
        .add("Median", REPORT_SCORE, each -> each.dice().median())
        .add("Q3", REPORT_SCORE, each -> each.dice().q75())
        .add("Max", REPORT_SCORE, each -> each.dice().max())
        .add("Mean", REPORT_SCORE, each -> each.dice().mean())
        .table("Dice by selection", series);
  }

  private static void row(Plot plot, List<SeriesOutcomes> series, int index) {
    SeriesOutcomes scores = series.get(index);
    Summary dice = scores.dice();
    double y = -index;
    double low = dice.q25() - WHISKER * dice.iqr();
    double high = dice.q75() + WHISKER * dice.iqr();
    double[] values = dice.values();
    double first = Arrays.stream(values).filter(v -> v >= low).min().orElseThrow();
    double last = Arrays.stream(values).filter(v -> v <= high).max().orElseThrow();
    boolean starts = index == 0 || !series.get(index - 1).protocol().equals(scores.protocol());
    if (starts && index > 0) {
      double inner = WIDTH - LEFT - RIGHT;
      plot.line(ColorRole.GRID, 1, -LEFT / inner, y + 0.5, 1 + RIGHT / inner, y + 0.5);
    }
    if (starts) {
      String protocol = Labels.shortened(scores.protocol(), 16);
      plot.text(0, y, 2 - LEFT, 4, Plot.Anchor.START, "group", protocol);
    }
    String selection = Labels.shortened(scores.selectionName(), 34);
    plot.text(0, y, -10, 4, Plot.Anchor.END, "code", selection);

    plot.line(ColorRole.MUTED, 1.2, first, y, Math.max(first, dice.q25()), y);
    plot.line(ColorRole.MUTED, 1.2, Math.min(dice.q75(), last), y, last, y);
    plot.line(ColorRole.MUTED, 1.2, first, y - HALF_BOX / 2, first, y + HALF_BOX / 2);
    plot.line(ColorRole.MUTED, 1.2, last, y - HALF_BOX / 2, last, y + HALF_BOX / 2);
    plot.bar(ColorRole.ofSeries(0), 0.24, dice.q25(), y - HALF_BOX, dice.q75(), y + HALF_BOX);
    plot.box(ColorRole.ofSeries(0), 1.2, dice.q25(), y - HALF_BOX, dice.q75(), y + HALF_BOX);
    plot.line(ColorRole.TEXT, 2.4, dice.median(), y - HALF_BOX, dice.median(), y + HALF_BOX);
    double[] outside =
        Arrays.stream(values).filter(v -> v < low || v > high).distinct().toArray();
    if (outside.length > 0) {
      double[] ys = new double[outside.length];
      Arrays.fill(ys, y);
      plot.points(ColorRole.MUTED, 0.51, /* shape= */ 0, outside, ys);
    }
    plot.points(
        ColorRole.ofSeries(1), 1, /* shape= */ 2, new double[] {dice.mean()}, new double[] {y});

    plot.text(1, y, 84, 4, Plot.Anchor.END, "value", REPORT_SCORE.text(dice.mean()));
    plot.text(1, y, 142, 4, Plot.Anchor.END, "value", REPORT_SCORE.text(dice.median()));
    plot.text(
        1, y, 212, 4, Plot.Anchor.END, "value", REPORT_PERCENT.text(scores.detectedFraction()));
  }
}
