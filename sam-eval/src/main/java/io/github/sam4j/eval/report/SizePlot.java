// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.NAME;
import static io.github.sam4j.eval.internal.table.Format.REPORT_COUNT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_ONE_DECIMAL;
import static io.github.sam4j.eval.internal.table.Format.REPORT_SCORE;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.Table;
import io.github.sam4j.metrics.statistics.SliceTable;
import io.github.sam4j.metrics.statistics.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Dice against the number of the object's pixels on the slice, for one selection per protocol. */
final class SizePlot {
  private static final int MOST_POINTS = 800;

  /** Size classes between 1 and 10 pixels, of equal width in the logarithm. */
  private static final int CLASSES_PER_DECADE = 4;

  /** Number of slices from which on a class has a median in the plot. */
  private static final int FEWEST_SLICES = 3;

  private SizePlot() {}

  /** The slices of one class of sizes. */
  private record SizeClass(SeriesOutcomes series, int number, Summary dice) {
    /** Returns the smallest size, in pixels. */
    double from() {
      return Math.pow(10, number / (double) CLASSES_PER_DECADE);
    }

    /** Returns the size that none reaches, in pixels. */
    double to() {
      return Math.pow(10, (number + 1) / (double) CLASSES_PER_DECADE);
    }
  }

  static Figure of(ObjectScores scores) {
    List<SeriesOutcomes> all = scores.representatives();
    List<SeriesOutcomes> drawn = all.stream().limit(ColorRole.SERIES_COUNT).toList();
    double[] sizes = drawn.stream()
        .flatMap(series -> series.outcomes().stream())
        .mapToDouble(SizePlot::logSize)
        .sorted()
        .toArray();
    double min = Math.floor(sizes[0] * 4 - 0.2) / 4;
    double max = Math.ceil(sizes[sizes.length - 1] * 4 + 0.2) / 4;
    Plot plot = new Plot(Plot.Frame.withLegend(drawn.size(), min, max))
        .markerSize(6)
        .scoreTicksY()
        .yTitle("Dice");
    sizeTicks(plot, min, max);
    plot.xTitle("Object pixels on the slice (logarithmic)");
    int cap = MOST_POINTS / drawn.size();
    for (int i = 0; i < drawn.size(); i++) {
      points(plot, drawn.get(i), i, cap);
    }
    List<SizeClass> classes = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      List<SizeClass> own = classes(all.get(i));
      classes.addAll(own);
      if (i < drawn.size()) {
        medians(plot, own, i);
      }
    }
    plot.legend(drawn.stream().map(SeriesOutcomes::name).toList(), List.of());
    String note = "Each mark is a slice; lines: medians of classes of size with at least "
        + FEWEST_SLICES + " slices.";
    if (drawn.stream().anyMatch(series -> series.size() > cap)) {
      note += " Of each selection " + cap + " slices are drawn, taken evenly by size; medians are "
          + "over all.";
    }
    if (all.size() > drawn.size()) {
      note += " The first " + drawn.size() + " of " + all.size()
          + " selections are drawn; all are in the table.";
    }
    return new Figure(
        plot.svg("Dice of " + scores.name() + " against its size in pixels on a logarithmic axis"),
        note,
        numbers(classes),
        /* wide= */ false);
  }

  private static Table numbers(List<SizeClass> classes) {
    return new Columns<SizeClass>()
        .add("Selection", NAME, each -> each.series().name())
        .add("Pixels from", REPORT_ONE_DECIMAL, SizeClass::from)
        .add("to", REPORT_ONE_DECIMAL, SizeClass::to)
        .add("Slices", REPORT_COUNT, each -> each.dice().n())
        .add("Median Dice", REPORT_SCORE, each -> each.dice().median())
        .add("Mean Dice", REPORT_SCORE, each -> each.dice().mean())
        .table("Dice against object size", classes);
  }

  private static double logSize(SliceTable.Outcome outcome) {
    return Math.log10((double) SeriesOutcomes.objectPixels(outcome));
  }

  private static void sizeTicks(Plot plot, double min, double max) {
    double[] steps = max - min > 2.6 ? new double[] {1} : new double[] {1, 2, 5};
    for (int decade = (int) Math.floor(min); decade <= max; decade++) {
      for (double step : steps) {
        double size = step * Math.pow(10, decade);
        double x = Math.log10(size);
        if (x >= min - 1e-9 && x <= max + 1e-9 && size >= 1) {
          plot.xTick(x, REPORT_COUNT.text(Math.round(size)));
        }
      }
    }
  }

  private static void points(Plot plot, SeriesOutcomes scores, int index, int cap) {
    List<SliceTable.Outcome> bySize = bySize(scores);
    int shown = Math.min(cap, bySize.size());
    double[] xs = new double[shown];
    double[] ys = new double[shown];
    for (int i = 0; i < shown; i++) {
      SliceTable.Outcome outcome = bySize.get((int) ((long) i * bySize.size() / shown));
      xs[i] = logSize(outcome);
      ys[i] = SeriesOutcomes.dice(outcome);
    }
    plot.points(ColorRole.ofSeries(index), 0.43, index, xs, ys);
  }

  private static List<SliceTable.Outcome> bySize(SeriesOutcomes scores) {
    return scores.outcomes().stream()
        .sorted(Comparator.comparingLong(SeriesOutcomes::objectPixels))
        .toList();
  }

  /** Returns the classes that have a slice, in the order of their sizes. */
  private static List<SizeClass> classes(SeriesOutcomes scores) {
    Map<Integer, List<SliceTable.Outcome>> classes = bySize(scores).stream()
        .collect(Collectors.groupingBy(
            outcome -> (int) Math.floor(logSize(outcome) * CLASSES_PER_DECADE),
            LinkedHashMap::new,
            Collectors.toList()));
    return classes.entrySet().stream()
        .map(entry -> new SizeClass(
            scores,
            entry.getKey(),
            Summary.of(
                entry.getValue().stream().mapToDouble(SeriesOutcomes::dice).toArray())))
        .toList();
  }

  private static void medians(Plot plot, List<SizeClass> classes, int index) {
    List<SizeClass> shown =
        classes.stream().filter(each -> each.dice().n() >= FEWEST_SLICES).toList();
    if (shown.size() > 1) {
      plot.line(
          ColorRole.ofSeries(index),
          2,
          index,
          shown.stream()
              .mapToDouble(each -> (each.number() + 0.5) / CLASSES_PER_DECADE)
              .toArray(),
          shown.stream().mapToDouble(each -> each.dice().median()).toArray());
    }
  }
}
