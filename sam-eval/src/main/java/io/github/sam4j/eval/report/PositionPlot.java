package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.SliceId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The share of slices with a detection, by where in the volume the slice lies. Selections that
 * agree everywhere share a line; those that always choose something have no place here.
 */
final class PositionPlot {
  private static final int BINS = 10;

  private PositionPlot() {}

  /** Detected and all slices in each bin. */
  private record Profile(List<Integer> detected, List<Integer> slices) {
    static Profile of(ScoreColumns scores) {
      Integer[] detected = new Integer[BINS];
      Integer[] slices = new Integer[BINS];
      Arrays.fill(detected, 0);
      Arrays.fill(slices, 0);
      for (int i = 0; i < scores.size(); i++) {
        SliceId slice = scores.slice(i);
        int bin = Math.min(
            BINS - 1, (int) ((slice.slice() + 0.5) * BINS / Math.max(1, slice.sliceCount())));
        slices[bin]++;
        detected[bin] += scores.detected(i) ? 1 : 0;
      }
      return new Profile(List.of(detected), List.of(slices));
    }

    double fraction(int bin) {
      return (double) detected.get(bin) / slices.get(bin);
    }
  }

  /** Returns the plot; empty for pictures, and where every selection always chooses something. */
  static Optional<Figure> of(ObjectScores scores) {
    List<ScoreColumns> columns = scores.columns().stream()
        .filter(each -> !Double.isNaN(each.detectedFraction()))
        .toList();
    return columns.stream().anyMatch(PositionPlot::isOfVolumes)
        ? Optional.of(figure(scores.name(), columns, scores.columns().size()))
        : Optional.empty();
  }

  private static boolean isOfVolumes(ScoreColumns scores) {
    return IntStream.range(0, scores.size()).anyMatch(i -> scores.slice(i).sliceCount() > 1);
  }

  private static Figure figure(String object, List<ScoreColumns> columns, int all) {
    Map<Profile, List<ScoreColumns>> profiles = new LinkedHashMap<>();
    for (ScoreColumns each : columns) {
      profiles.computeIfAbsent(Profile.of(each), key -> new ArrayList<>()).add(each);
    }
    List<Map.Entry<Profile, List<ScoreColumns>>> shown =
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
    if (columns.size() < all) {
      note += " Selections that choose from any answer, as those of prompts do, have no line: "
          + "theirs would be at 100 % by definition.";
    }
    return new Figure(
        "Detection by slice position",
        plot.svg("Share of slices with a detection of " + object + " in ten parts of the volume"),
        note,
        numbers(columns),
        /* wide= */ false);
  }

  private static void curve(Plot plot, Profile profile, int index) {
    double[] xs = new double[BINS];
    double[] ys = new double[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      xs[bin] = (bin + 0.5) / BINS;
      ys[bin] = profile.slices().get(bin) == 0 ? Double.NaN : profile.fraction(bin);
    }
    plot.line(ColorRole.ofSeries(index), 2, index, xs, ys);
    plot.points(ColorRole.ofSeries(index), 1, index, xs, ys);
  }

  private static String name(List<ScoreColumns> alike) {
    String first = alike.get(0).compared().name();
    return alike.size() == 1 ? first : first + " and " + (alike.size() - 1) + " alike";
  }

  private static NumberTable numbers(List<ScoreColumns> columns) {
    List<String> head = new ArrayList<>(List.of("Protocol", "Selection"));
    for (int bin = 0; bin < BINS; bin++) {
      head.add(100 * bin / BINS + "–" + 100 * (bin + 1) / BINS + " %");
    }
    NumberTable table = new NumberTable(2, head);
    for (ScoreColumns each : columns) {
      Profile profile = Profile.of(each);
      List<String> cells =
          new ArrayList<>(List.of(each.compared().protocol(), each.compared().selectionName()));
      for (int bin = 0; bin < BINS; bin++) {
        cells.add(profile.detected().get(bin) + "/" + profile.slices().get(bin));
      }
      table.row(cells);
    }
    return table;
  }
}
