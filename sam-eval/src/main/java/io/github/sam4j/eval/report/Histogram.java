// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.NAME;
import static io.github.sam4j.eval.internal.table.Format.REPORT_COUNT;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.Table;
import io.github.sam4j.metrics.statistics.SliceTable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Histograms of Dice over slices, for one selection of each protocol. */
final class Histogram {
  private static final int BINS = 20;
  private static final int ROW = 86;
  private static final double MISS_FROM = -0.11;
  private static final double MISS_TO = -0.06;

  private Histogram() {}

  static Figure of(ObjectScores scores) {
    List<SeriesOutcomes> series = scores.representatives();
    List<int[]> counts = series.stream().map(Histogram::counts).toList();
    int most = counts.stream().flatMapToInt(Arrays::stream).max().orElse(1);
    int n = series.size();
    Plot.Frame frame =
        new Plot.Frame(520, 10 + n * ROW + 44, 10, 20, 44, 44, -0.14, 1, -(n - 1), 1);
    Plot plot = new Plot(frame).scoreTicksX();
    plot.text((MISS_FROM + MISS_TO) / 2, -(n - 1), 0, 17, Plot.Anchor.MIDDLE, "tick", "none");
    plot.text(0.5, -(n - 1), 0, 37, Plot.Anchor.MIDDLE, "title", "Dice");
    for (int i = 0; i < n; i++) {
      row(plot, series.get(i), counts.get(i), most, i);
    }
    String label = "Histogram of Dice of " + scores.name() + " for "
        + Labels.count(n, "selection", "selections") + ", in steps of 0.05";
    return new Figure(
        plot.svg(label),
        "Slices by Dice in steps of 0.05; hollow, at the left: slices where nothing was chosen. "
            + "One selection of each protocol.",
        numbers(series, counts),
        /* wide= */ false);
  }

  /** Returns how often nothing was chosen, followed by the bins. */
  private static int[] counts(SeriesOutcomes scores) {
    int[] counts = new int[BINS + 1];
    for (SliceTable.Outcome outcome : scores.outcomes()) {
      int bin = Math.min(BINS - 1, (int) (SeriesOutcomes.dice(outcome) * BINS));
      counts[outcome.selected() ? bin + 1 : 0]++;
    }
    return counts;
  }

  private static void row(Plot plot, SeriesOutcomes scores, int[] counts, int most, int index) {
    double base = -index;
    double scale = 0.66 / most;
    ColorRole role = ColorRole.ofSeries(index);
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[bin + 1] > 0) {
        plot.bar(
            role,
            1,
            (bin + 0.06) / BINS,
            base,
            (bin + 0.94) / BINS,
            base + counts[bin + 1] * scale);
      }
    }
    if (counts[0] > 0) {
      plot.box(role, 1.6, MISS_FROM, base, MISS_TO, base + counts[0] * scale);
    }
    plot.line(ColorRole.MUTED, 1, -0.14, base, 1, base);
    plot.text(-0.14, base + most * scale, -7, 4, Plot.Anchor.END, "tick", REPORT_COUNT.text(most));
    plot.text(-0.14, base, -7, 2, Plot.Anchor.END, "tick", "0");
    plot.text(
        -0.14, base + 0.83, 0, 4, Plot.Anchor.START, "key", Labels.shortened(scores.name(), 60));
  }

  private static Table numbers(List<SeriesOutcomes> series, List<int[]> counts) {
    Columns<Integer> columns = new Columns<Integer>().add("Dice", NAME, Histogram::binName);
    for (int i = 0; i < counts.size(); i++) {
      int[] each = counts.get(i);
      columns = columns.add(series.get(i).name(), REPORT_COUNT, bin -> each[bin]);
    }
    return columns.table(
        "Histogram of Dice", IntStream.rangeClosed(0, BINS).boxed().toList());
  }

  private static String binName(int bin) {
    return bin == 0
        ? "nothing chosen"
        : String.format(
            Locale.ROOT, "%.2f to %.2f", (bin - 1) / (double) BINS, bin / (double) BINS);
  }
}
