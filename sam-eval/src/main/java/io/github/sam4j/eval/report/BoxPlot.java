package io.github.sam4j.eval.report;

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
    List<ScoreColumns> columns = scores.columns();
    int n = columns.size();
    Plot.Frame frame =
        new Plot.Frame(WIDTH, 24 + n * ROW + 44, 24, RIGHT, 44, LEFT, 0, 1, -n + 0.5, 0.5);
    Plot plot = new Plot(frame).markerSize(5).scoreTicksX().xTitle("Dice");
    plot.text(1, 0.5, 84, -9, Plot.Anchor.END, "title", "mean");
    plot.text(1, 0.5, 142, -9, Plot.Anchor.END, "title", "median");
    plot.text(1, 0.5, 212, -9, Plot.Anchor.END, "title", "detected");
    NumberTable numbers = new NumberTable(
        2, List.of("Protocol", "Selection", "Slices", "Min", "Q1", "Median", "Q3", "Max", "Mean"));
    for (int i = 0; i < n; i++) {
      row(plot, columns, i);
      Compared compared = columns.get(i).compared();
      Summary dice = Summary.of(columns.get(i).dice());
      numbers.row(List.of(
          compared.protocol(),
          compared.selectionName(),
          Numbers.count(dice.n()),
          Numbers.score(dice.min()),
          Numbers.score(dice.q25()),
          Numbers.score(dice.median()),
          Numbers.score(dice.q75()),
          Numbers.score(dice.max()),
          Numbers.score(dice.mean())));
    }
    String label = "Box plot of Dice for " + Numbers.count(n, "selection", "selections") + " of "
        + scores.name() + "; the numbers are in the table below";
    return new Figure(
        "Dice by selection",
        plot.svg(label),
        "Box: quartiles with the median; whiskers: the last slice within 1.5 interquartile ranges; "
            + "circles: slices further out; diamond: mean. A slice where nothing was chosen counts "
            + "0. Detected " + Numbers.NONE + ": always chooses a mask.",
        numbers,
        /* wide= */ true);
  }

  private static void row(Plot plot, List<ScoreColumns> columns, int index) {
    ScoreColumns scores = columns.get(index);
    Compared compared = scores.compared();
    Summary dice = Summary.of(scores.dice());
    double y = -index;
    double low = dice.q25() - WHISKER * dice.iqr();
    double high = dice.q75() + WHISKER * dice.iqr();
    double[] values = dice.values();
    double first = Arrays.stream(values).filter(v -> v >= low).min().orElseThrow();
    double last = Arrays.stream(values).filter(v -> v <= high).max().orElseThrow();
    boolean starts =
        index == 0 || !columns.get(index - 1).compared().protocol().equals(compared.protocol());
    if (starts && index > 0) {
      double inner = WIDTH - LEFT - RIGHT;
      plot.line(ColorRole.GRID, 1, -LEFT / inner, y + 0.5, 1 + RIGHT / inner, y + 0.5);
    }
    if (starts) {
      String protocol = Names.shortened(compared.protocol(), 16);
      plot.text(0, y, 2 - LEFT, 4, Plot.Anchor.START, "group", protocol);
    }
    String selection = Names.shortened(compared.selectionName(), 34);
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

    plot.text(1, y, 84, 4, Plot.Anchor.END, "value", Numbers.score(dice.mean()));
    plot.text(1, y, 142, 4, Plot.Anchor.END, "value", Numbers.score(dice.median()));
    plot.text(1, y, 212, 4, Plot.Anchor.END, "value", Numbers.percent(scores.detectedFraction()));
  }
}
