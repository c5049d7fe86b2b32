package io.github.sam4j.eval.report;

import io.github.sam4j.metrics.statistics.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Dice against the number of the object's pixels on the slice, for one selection per protocol. */
final class SizePlot {
  private static final int MOST_POINTS = 800;
  /** Medians are over classes of size of which there are so many from 1 to 10 pixels. */
  private static final int CLASSES_PER_DECADE = 4;

  private static final int FEWEST_SLICES = 3;

  private SizePlot() {}

  static Figure of(ObjectScores scores) {
    List<ScoreColumns> all = scores.leads();
    List<ScoreColumns> leads = all.stream().limit(ColorRole.SERIES_COUNT).toList();
    double min = Math.floor(
            leads.stream().mapToDouble(s -> bound(s, /* last= */ false)).min().orElse(0) * 4 - 0.2)
        / 4;
    double max = Math.ceil(
            leads.stream().mapToDouble(s -> bound(s, /* last= */ true)).max().orElse(1) * 4 + 0.2)
        / 4;
    Plot plot = new Plot(Plot.Frame.withLegend(leads.size(), min, max))
        .markerSize(6)
        .scoreTicksY()
        .yTitle("Dice");
    sizeTicks(plot, min, max);
    plot.xTitle("Object pixels on the slice (logarithmic)");
    int cap = MOST_POINTS / Math.max(1, leads.size());
    boolean capped = false;
    NumberTable numbers = new NumberTable(
        1, List.of("Selection", "Pixels from", "to", "Slices", "Median Dice", "Mean Dice"));
    for (int i = 0; i < leads.size(); i++) {
      capped |= leads.get(i).size() > cap;
      points(plot, leads.get(i), i, cap);
    }
    for (int i = 0; i < all.size(); i++) {
      medians(plot, all.get(i), i, numbers);
    }
    plot.legend(leads.stream().map(s -> s.compared().name()).toList(), List.of());
    String note = "Each mark is a slice; lines: medians of classes of size with at least "
        + FEWEST_SLICES + " slices.";
    if (capped) {
      note += " Of each selection " + cap + " slices are drawn, taken evenly by size; medians are "
          + "over all.";
    }
    if (all.size() > leads.size()) {
      note += " The first " + leads.size() + " of " + all.size()
          + " selections are drawn; all are in the table.";
    }
    return new Figure(
        "Dice against object size",
        plot.svg("Dice of " + scores.name() + " against its size in pixels on a logarithmic axis"),
        note,
        numbers,
        /* wide= */ false);
  }

  /** Returns the decimal logarithm of the smallest or largest size. */
  private static double bound(ScoreColumns scores, boolean last) {
    var sizes = IntStream.range(0, scores.size()).mapToLong(scores::objectPixels);
    return Math.log10((double) (last ? sizes.max() : sizes.min()).orElse(1));
  }

  private static void sizeTicks(Plot plot, double min, double max) {
    double[] steps = max - min > 2.6 ? new double[] {1} : new double[] {1, 2, 5};
    for (int decade = (int) Math.floor(min); decade <= max; decade++) {
      for (double step : steps) {
        double size = step * Math.pow(10, decade);
        double x = Math.log10(size);
        if (x >= min - 1e-9 && x <= max + 1e-9 && size >= 1) {
          plot.xTick(x, Numbers.count(Math.round(size)));
        }
      }
    }
  }

  private static void points(Plot plot, ScoreColumns scores, int index, int cap) {
    List<Integer> bySize = bySize(scores);
    int shown = Math.min(cap, bySize.size());
    double[] xs = new double[shown];
    double[] ys = new double[shown];
    for (int i = 0; i < shown; i++) {
      int at = bySize.get((int) ((long) i * bySize.size() / shown));
      xs[i] = Math.log10((double) scores.objectPixels(at));
      ys[i] = scores.dice(at);
    }
    plot.points(ColorRole.ofSeries(index), 0.43, index, xs, ys);
  }

  private static List<Integer> bySize(ScoreColumns scores) {
    return IntStream.range(0, scores.size())
        .boxed()
        .sorted(Comparator.comparingLong(scores::objectPixels))
        .toList();
  }

  /** Adds the classes to the table, and their line if there is an ink for it. */
  private static void medians(Plot plot, ScoreColumns scores, int index, NumberTable numbers) {
    List<Double> xs = new ArrayList<>();
    List<Double> ys = new ArrayList<>();
    List<Integer> bySize = bySize(scores);
    for (int from = 0, to; from < bySize.size(); from = to) {
      int sizeClass = sizeClass(scores, bySize.get(from));
      to = from;
      while (to < bySize.size() && sizeClass(scores, bySize.get(to)) == sizeClass) {
        to++;
      }
      Summary dice =
          Summary.of(bySize.subList(from, to).stream().mapToDouble(scores::dice).toArray());
      numbers.row(List.of(
          scores.compared().name(),
          edge(sizeClass),
          edge(sizeClass + 1),
          Numbers.count(dice.n()),
          Numbers.score(dice.median()),
          Numbers.score(dice.mean())));
      if (dice.n() >= FEWEST_SLICES) {
        xs.add((sizeClass + 0.5) / CLASSES_PER_DECADE);
        ys.add(dice.median());
      }
    }
    if (xs.size() > 1 && index < ColorRole.SERIES_COUNT) {
      plot.line(
          ColorRole.ofSeries(index),
          2,
          index,
          xs.stream().mapToDouble(x -> x).toArray(),
          ys.stream().mapToDouble(y -> y).toArray());
    }
  }

  private static int sizeClass(ScoreColumns scores, int at) {
    return (int) Math.floor(Math.log10((double) scores.objectPixels(at)) * CLASSES_PER_DECADE);
  }

  /** Returns the lower end of a class; the sizes in it are at least that. */
  private static String edge(int sizeClass) {
    return String.format(
        Locale.ROOT, "%.1f", Math.pow(10, sizeClass / (double) CLASSES_PER_DECADE));
  }
}
