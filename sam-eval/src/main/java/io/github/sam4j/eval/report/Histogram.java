package io.github.sam4j.eval.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How many slices have which Dice, for one selection of each protocol. */
final class Histogram {
  private static final int BINS = 20;
  private static final int ROW = 86;
  private static final double MISS_FROM = -0.11;
  private static final double MISS_TO = -0.06;

  private Histogram() {}

  static Figure of(ObjectScores scores) {
    List<ScoreColumns> leads = scores.leads();
    List<int[]> counts = leads.stream().map(Histogram::counts).toList();
    int most = counts.stream().flatMapToInt(Arrays::stream).max().orElse(1);
    int n = leads.size();
    Plot.Frame frame =
        new Plot.Frame(520, 10 + n * ROW + 44, 10, 20, 44, 44, -0.14, 1, -(n - 1), 1);
    Plot plot = new Plot(frame).scoreTicksX();
    plot.text((MISS_FROM + MISS_TO) / 2, -(n - 1), 0, 17, Plot.Anchor.MIDDLE, "tick", "none");
    plot.text(0.5, -(n - 1), 0, 37, Plot.Anchor.MIDDLE, "title", "Dice");
    for (int i = 0; i < n; i++) {
      row(plot, leads.get(i), counts.get(i), most, i);
    }
    String label = "Histogram of Dice of " + scores.name() + " for "
        + Numbers.count(n, "selection", "selections") + ", in steps of 0.05";
    return new Figure(
        "Histogram of Dice",
        plot.svg(label),
        "Slices by Dice in steps of 0.05; hollow, at the left: slices where nothing was chosen. "
            + "One selection of each protocol.",
        numbers(leads, counts),
        /* wide= */ false);
  }

  /** Returns how often nothing was chosen, followed by the bins. */
  private static int[] counts(ScoreColumns scores) {
    int[] counts = new int[BINS + 1];
    for (int i = 0; i < scores.size(); i++) {
      int bin = Math.min(BINS - 1, (int) (scores.dice(i) * BINS));
      counts[scores.detected(i) ? bin + 1 : 0]++;
    }
    return counts;
  }

  private static void row(Plot plot, ScoreColumns scores, int[] counts, int most, int index) {
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
    plot.text(-0.14, base + most * scale, -7, 4, Plot.Anchor.END, "tick", Numbers.count(most));
    plot.text(-0.14, base, -7, 2, Plot.Anchor.END, "tick", "0");
    plot.text(
        -0.14,
        base + 0.83,
        0,
        4,
        Plot.Anchor.START,
        "key",
        Names.shortened(scores.compared().name(), 60));
  }

  private static NumberTable numbers(List<ScoreColumns> leads, List<int[]> counts) {
    List<String> head = new ArrayList<>(List.of("Dice"));
    leads.forEach(lead -> head.add(lead.compared().name()));
    NumberTable table = new NumberTable(1, head);
    for (int row = 0; row <= BINS; row++) {
      int bin = row;
      String name = row == 0
          ? "nothing chosen"
          : String.format(
              Locale.ROOT, "%.2f to %.2f", (row - 1) / (double) BINS, row / (double) BINS);
      List<String> cells = new ArrayList<>(List.of(name));
      counts.forEach(count -> cells.add(Numbers.count(count[bin])));
      table.row(cells);
    }
    return table;
  }
}
