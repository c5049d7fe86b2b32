package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ClicksToTarget;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import io.github.sam4j.metrics.selection.MaskSelection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The tables of one task. */
final class TaskGrids {
  private final String task;
  private final RunDescription run;
  private final List<ScoreTable.Row> rows;
  private final List<ClickCurve> curves;
  private final List<NumberOfClicks> numbers;

  TaskGrids(String task, ScoreTable table, RunDescription run) {
    this.task = task;
    this.run = run;
    this.rows = table.rows().stream().filter(row -> isOf(row.series())).toList();
    this.curves =
        table.clickCurves().stream().filter(curve -> isOf(curve.series())).toList();
    this.numbers =
        table.numbersOfClicks().stream().filter(number -> isOf(number.series())).toList();
  }

  private boolean isOf(Series series) {
    return series.task().equals(task);
  }

  /** A column: its header and what a row has there. */
  private record Column<T>(String header, Function<T, String> cell) {}

  /** Returns the tables that have a line. */
  List<Block> grids() {
    List<Block> grids = new ArrayList<>();
    Predicate<Series> asked = series -> series.clicks() == 0;
    Predicate<Series> automatic = asked.and(series -> !isPrompted(series));
    Predicate<Series> paper = series -> run.selection(series).isOneOf(MaskSelection.paper());
    scores(grids, "Automatic masks, the four selections of arXiv 2312.12880", automatic.and(paper));
    scores(grids, "Automatic masks, other readings", automatic.and(paper.negate()));
    scores(grids, "Prompts", asked.and(automatic.negate()));
    negatives(grids);
    curves(grids);
    numbers(grids);
    published(grids);
    return grids;
  }

  private void scores(List<Block> grids, String caption, Predicate<Series> which) {
    List<ScoreTable.Row> chosen =
        rows.stream().filter(row -> which.test(row.series())).toList();
    boolean severalProtocols = chosen.stream().anyMatch(row -> isPrompted(row.series()))
        || chosen.stream().map(row -> row.series().protocol()).distinct().count() > 1;
    List<Column<ScoreTable.Row>> columns = new ArrayList<>();
    columns.add(new Column<>("object", row -> row.series().object()));
    if (severalProtocols) {
      columns.add(new Column<>("protocol", row -> row.series().protocol()));
    }
    columns.add(new Column<>("selection", row -> row.series().selection()));
    int leftAligned = columns.size();
    columns.add(new Column<>("slices", row -> Integer.toString(row.slices())));
    columns.add(new Column<>("detected", row -> Figures.inPercent(row.detectedFraction())));
    columns.add(new Column<>("Dice", row -> Figures.withInterval(row.dice())));
    columns.add(new Column<>("median", row -> Figures.inPercent(row.dice().median())));
    columns.add(new Column<>("Dice_pos", row -> Figures.withInterval(row.dicePos())));
    columns.add(new Column<>("median", row -> Figures.inPercent(row.dicePos().median())));
    columns.add(new Column<>("IoU", row -> Figures.withInterval(row.iou())));
    columns.add(new Column<>("median", row -> Figures.inPercent(row.iou().median())));
    columns.add(new Column<>("volumes", row -> Integer.toString(row.volumeDice().n())));
    columns.add(new Column<>("their Dice", row -> Figures.withInterval(row.volumeDice())));
    columns.add(new Column<>("median", row -> Figures.inPercent(row.volumeDice().median())));
    for (ScoreKey key : ScoreTable.scored(chosen)) {
      columns.add(new Column<>(key.heading(), row -> {
        double mean = row.score(key).mean();
        return key.isShare() ? Figures.inPercent(mean) : Figures.twoDecimals(mean);
      }));
    }
    add(grids, caption, leftAligned, columns, chosen);
  }

  private boolean isPrompted(Series series) {
    return run.protocol(series.protocol()).promptsFromTruth();
  }

  private void negatives(List<Block> grids) {
    add(
        grids,
        "Slices without the object",
        3,
        List.of(
            new Column<>("object", row -> row.series().object()),
            new Column<>("protocol", row -> row.series().protocol()),
            new Column<>("selection", row -> Figures.selection(row.series())),
            new Column<>("slices", row -> Integer.toString(row.negatives())),
            new Column<>("with false positives", row -> Integer.toString(row.falsePositives())),
            new Column<>(
                "Dice of all pixels", row -> Figures.inPercent(row.pooledAll().dice()))),
        rows.stream().filter(row -> row.negatives() > 0).toList());
  }

  /** One table for the curves of an object and a protocol, with a line for each click. */
  private void curves(List<Block> grids) {
    Map<List<String>, List<ClickCurve>> groups = new LinkedHashMap<>();
    for (ClickCurve curve : curves) {
      groups
          .computeIfAbsent(
              List.of(curve.series().object(), curve.series().protocol()), key -> new ArrayList<>())
          .add(curve);
    }
    groups.forEach((key, members) -> {
      List<Column<Integer>> columns = new ArrayList<>();
      columns.add(new Column<>("clicks", clicks -> Integer.toString(clicks)));
      for (ClickCurve curve : members) {
        String selection = curve.series().selection();
        columns.add(new Column<>(
            selection + " IoU", clicks -> Figures.inPercent(point(curve, clicks).iou())));
        columns.add(new Column<>(
            selection + " Dice",
            clicks -> Figures.inPercent(point(curve, clicks).dice())));
      }
      int most =
          members.stream().mapToInt(curve -> curve.series().clicks()).max().orElse(0);
      add(
          grids,
          "Scores by number of clicks: " + key.get(0) + ", protocol " + key.get(1) + ", slices: "
              + members.get(0).samples(),
          0,
          columns,
          Stream.iterate(1, clicks -> clicks <= most, clicks -> clicks + 1).toList());
    });
  }

  /** Returns the scores after some clicks; a curve that ends earlier stays where it is. */
  private static ClickCurve.Point point(ClickCurve curve, int clicks) {
    return curve.points().get(Math.min(clicks, curve.points().size()) - 1);
  }

  private void numbers(List<Block> grids) {
    add(
        grids,
        "Clicks until an IoU is reached, " + ClicksToTarget.MAX_CLICKS + " where it never is",
        3,
        List.of(
            new Column<>("object", number -> number.series().object()),
            new Column<>("protocol", number -> number.series().protocol()),
            new Column<>("IoU", number -> number.target().toString()),
            new Column<>("mean clicks", number -> Figures.twoDecimals(number.mean())),
            new Column<>("slices", number -> Integer.toString(number.samples())),
            new Column<>("never reached", number -> Integer.toString(number.unreached()))),
        numbers);
  }

  /** A published number and one of this run. */
  private record Pair(PublishedFigure figure, String selection, double value) {}

  private void published(List<Block> grids) {
    List<Pair> pairs = new ArrayList<>();
    for (ScoreTable.Row row : rows) {
      if (row.series().clicks() == 0) {
        for (PublishedFigure figure : PublishedFigures.beside(row.series(), run)) {
          pairs.add(
              new Pair(figure, row.series().selection(), figure.statistic().of(row)));
        }
      }
    }
    for (ClickCurve curve : curves) {
      for (ClickCurve.Point point : curve.points()) {
        Series series = curve.series().withClicks(point.clicks());
        for (PublishedFigure figure : PublishedFigures.beside(series, run)) {
          pairs.add(new Pair(figure, Figures.selection(series), point.iou()));
        }
      }
    }
    add(
        grids,
        "For comparison: " + PublishedFigure.LABEL,
        6,
        List.of(
            new Column<>("source", pair -> pair.figure().source().identifier()),
            new Column<>("model", pair -> pair.figure().model()),
            new Column<>("data", pair -> pair.figure().data()),
            new Column<>("setting", pair -> pair.figure().setting()),
            new Column<>("number", pair -> pair.figure().statistic().label()),
            new Column<>("beside", Pair::selection),
            new Column<>("published", pair -> Figures.inPercent(pair.figure().value())),
            new Column<>("this run", pair -> Figures.inPercent(pair.value()))),
        pairs);
  }

  private static <T> void add(
      List<Block> grids, String caption, int leftAligned, List<Column<T>> columns, List<T> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(Column::header).toList());
    for (T row : rows) {
      lines.add(columns.stream().map(column -> column.cell().apply(row)).toList());
    }
    grids.add(new Block.Grid(caption, leftAligned, lines));
  }
}
