package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.Estimate;
import io.github.sam4j.eval.result.NumberOfClicks;
import io.github.sam4j.eval.result.ScoreTable;
import java.util.List;

/** The aggregated scores as tables. */
final class ScoreTables {
  private ScoreTables() {}

  /** Adds the rows of an object. */
  static void addTo(Html html, ObjectScores scores) {
    add(
        html,
        "Scores",
        scores.rows().stream().filter(row -> row.series().clicks() == 0).toList());
    List<ScoreTable.Row> clicked =
        scores.rows().stream().filter(row -> row.series().clicks() > 0).toList();
    if (!clicked.isEmpty()) {
      html.open("details").element("summary", "Scores of each number of clicks");
      add(html, "Scores of each number of clicks, over the slices that got so many", clicked);
      html.close().line();
    }
    if (!scores.numbersOfClicks().isEmpty()) {
      numbersOfClicks(html, scores.numbersOfClicks());
    }
  }

  private static void add(Html html, String caption, List<ScoreTable.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    NumberTable table = new NumberTable(
        2,
        List.of(
            "Protocol",
            "Selection",
            "Slices",
            "Detected",
            "Dice mean",
            "95 % interval",
            "Dice median",
            "Dice_pos mean",
            "Dice_pos median",
            "IoU mean",
            "IoU median",
            "Dice pooled",
            "Dice per volume"));
    for (ScoreTable.Row row : rows) {
      int clicks = row.series().clicks();
      table.row(List.of(
          row.series().protocol(),
          row.series().selection()
              + (clicks == 0 ? "" : ", " + Numbers.count(clicks, "click", "clicks")),
          Numbers.count(row.slices()),
          Numbers.percent(row.detectedFraction()),
          Numbers.score(row.dice().mean()),
          interval(row.dice()),
          Numbers.score(row.dice().median()),
          Numbers.score(row.dicePos().mean()),
          Numbers.score(row.dicePos().median()),
          Numbers.score(row.iou().mean()),
          Numbers.score(row.iou().median()),
          Numbers.score(row.pooled().dice()),
          Numbers.score(row.volumeDice().mean())));
    }
    table.addTo(html, caption);
  }

  private static String interval(Estimate estimate) {
    return estimate.n() == 0
        ? Numbers.NONE
        : Numbers.score(estimate.lower()) + "–" + Numbers.score(estimate.upper());
  }

  private static void numbersOfClicks(Html html, List<NumberOfClicks> numbers) {
    NumberTable table =
        new NumberTable(2, List.of("Protocol", "Target", "Slices", "Mean clicks", "Never reached"));
    for (NumberOfClicks number : numbers) {
      table.row(List.of(
          number.series().protocol(),
          number.target().toString(),
          Numbers.count(number.samples()),
          Numbers.shortScore(number.mean()),
          Numbers.count(number.unreached())));
    }
    table.addTo(
        html,
        "Clicks until a target; a slice that never reaches it counts "
            + NumberOfClicks.MOST_CLICKS);
  }
}
