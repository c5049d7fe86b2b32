// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.TEXT;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.Table;
import io.github.sam4j.metrics.statistics.SliceTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fraction of slices with a detection by position in the volume. Selections that agree
 * everywhere share a line; those that always choose something are left out.
 */
final class PositionPlot {
  private static final int BINS = 10;

  private PositionPlot() {}

  /** Detected and all slices in each bin. */
  private record Profile(List<Integer> detected, List<Integer> slices) {
    static Profile of(SeriesOutcomes scores) {
      Integer[] detected = new Integer[BINS];
      Integer[] slices = new Integer[BINS];
      Arrays.fill(detected, 0);
      Arrays.fill(slices, 0);
      for (SliceTable.Outcome outcome : scores.outcomes()) {
        int count = Math.max(1, scores.slice(outcome).sliceCount());
        int bin = Math.min(BINS - 1, (int) ((outcome.slice() + 0.5) * BINS / count));
        slices[bin]++;
        detected[bin] += outcome.selected() ? 1 : 0;
      }
      return new Profile(List.of(detected), List.of(slices));
    }

    /** Returns the share of detected slices, NaN without a slice. */
    double fraction(int bin) {
      return (double) detected.get(bin) / slices.get(bin);
    }

    String text(int bin) {
      return detected.get(bin) + "/" + slices.get(bin);
    }
  }

  /** Returns the plot; empty for pictures, and where every selection always chooses something. */
  static Optional<Figure> of(ObjectScores scores) {
    List<SeriesOutcomes> series = scores.series().stream()
        .filter(each -> !Double.isNaN(each.detectedFraction()))
        .toList();
    return series.stream().anyMatch(PositionPlot::isOfVolumes)
        ? Optional.of(figure(scores.name(), series, scores.series().size()))
        : Optional.empty();
  }

  private static boolean isOfVolumes(SeriesOutcomes scores) {
    return scores.outcomes().stream().anyMatch(o -> scores.slice(o).sliceCount() > 1);
  }

  private static Figure figure(String object, List<SeriesOutcomes> series, int all) {
    Map<Profile, List<SeriesOutcomes>> profiles = new LinkedHashMap<>();
    for (SeriesOutcomes each : series) {
      profiles.computeIfAbsent(Profile.of(each), key -> new ArrayList<>()).add(each);
    }
    List<Map.Entry<Profile, List<SeriesOutcomes>>> shown =
        profiles.entrySet().stream().limit(ColorRole.SERIES_COUNT).toList();
    Plot plot =
        new Plot(Plot.Frame.withLegend(shown.size(), 0, 1)).markerSize(7).yTitle("Slices detected");
    for (int quarter = 0; quarter <= 4; quarter++) {
      plot.yTick(quarter / 4.0, 25 * quarter + " %");
    }
    for (int fifth = 0; fifth <= 5; fifth++) {
      plot.xTick(fifth / 5.0, 20 * fifth + " %");
    }
    plot.xTitle("Position in the volume, from the first slice to the last");
    for (int i = 0; i < shown.size(); i++) {
      curve(plot, shown.get(i).getKey(), i);
    }
    List<String> names = shown.stream().map(each -> name(each.getValue())).toList();
    plot.legend(names, List.of());
    String note = "Slices that show the object, in tenths of the volume. Detected: something was "
        + "chosen, however bad.";
    if (profiles.size() > shown.size()) {
      note += " The first " + shown.size() + " of " + profiles.size()
          + " different lines are drawn; all are in the table.";
    }
    if (series.size() < all) {
      note += " Selections that choose from any answer, as those of prompts do, have no line: "
          + "theirs would be at 100 % by definition.";
    }
    return new Figure(
        plot.svg("Share of slices with a detection of " + object + " in ten parts of the volume"),
        note,
        numbers(series),
        /* wide= */ false);
  }

  private static void curve(Plot plot, Profile profile, int index) {
    double[] xs = new double[BINS];
    double[] ys = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      xs[bin] = (bin + 0.5) / BINS;
      ys[bin] = profile.fraction(bin);
    }
    plot.line(ColorRole.ofSeries(index), 2, index, xs, ys);
    plot.points(ColorRole.ofSeries(index), 1, index, xs, ys);
  }

  private static String name(List<SeriesOutcomes> alike) {
    String first = alike.get(0).name();
    return alike.size() == 1 ? first : first + " and " + (alike.size() - 1) + " alike";
  }

  private static Table numbers(List<SeriesOutcomes> series) {
    Columns<SeriesOutcomes> columns = SeriesOutcomes.NAMES;
    for (int i = 0; i < BINS; i++) {
      int bin = i;
      columns = columns.add(
          100 * bin / BINS + "–" + 100 * (bin + 1) / BINS + " %",
          TEXT,
          each -> Profile.of(each).text(bin));
    }
    return columns.table("Detection by slice position", series);
  }
}
