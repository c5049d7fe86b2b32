package io.github.sam4j.eval.report;

import io.github.sam4j.eval.protocol.ClicksToTarget;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.ScoreTable.Estimate;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import java.util.ArrayList;
import java.util.List;

/** The aggregated scores as tables. */
final class ScoreTables {
  private ScoreTables() {}

  /** Adds the rows of an object. */
  static void addTo(Html html, ObjectScores scores) {
    add(
        html,
        scores,
        "Scores",
        scores.rows().stream().filter(row -> row.series().clicks() == 0).toList());
    List<ScoreTable.Row> clicked =
        scores.rows().stream().filter(row -> row.series().clicks() > 0).toList();
    if (!clicked.isEmpty()) {
      html.open("details").element("summary", "Scores of each number of clicks");
      add(
          html,
          scores,
          "Scores of each number of clicks, over the slices that got so many",
          clicked);
      html.close().line();
    }
    negatives(
        html, scores, scores.rows().stream().filter(row -> row.negatives() > 0).toList());
    if (!scores.numbersOfClicks().isEmpty()) {
      numbersOfClicks(html, scores.numbersOfClicks());
    }
  }

  private static void add(
      Html html, ObjectScores scores, String caption, List<ScoreTable.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<String> head = new ArrayList<>(List.of(
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
    List<ScoreKey> keys = ScoreTable.scored(rows);
    keys.forEach(key -> head.add(Names.heading(key.heading()) + " mean"));
    NumberTable table = new NumberTable(2, head);
    for (ScoreTable.Row row : rows) {
      List<String> cells = new ArrayList<>(List.of(
          row.series().protocol(),
          selection(scores, row),
          Numbers.count(row.slices()),
          Numbers.percent(Selections.detected(
              scores.run().selection(row.series()), row.detected(), row.slices())),
          Numbers.score(row.dice().mean()),
          interval(row.dice()),
          Numbers.score(row.dice().median()),
          Numbers.score(row.dicePos().mean()),
          Numbers.score(row.dicePos().median()),
          Numbers.score(row.iou().mean()),
          Numbers.score(row.iou().median()),
          Numbers.score(row.pooled().dice()),
          Numbers.score(row.volumeDice().mean())));
      keys.forEach(key -> cells.add(Numbers.score(row.score(key).mean())));
      table.row(cells);
    }
    table.addTo(html, caption);
  }

  /** What happens where the object isn't, of a run that looks there. */
  private static void negatives(Html html, ObjectScores scores, List<ScoreTable.Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    NumberTable table = new NumberTable(
        2,
        List.of(
            "Protocol",
            "Selection",
            "Slices without",
            "False positives",
            "Dice pooled over all slices"));
    for (ScoreTable.Row row : rows) {
      table.row(List.of(
          row.series().protocol(),
          selection(scores, row),
          Numbers.count(row.negatives()),
          Numbers.count(row.falsePositives()),
          Numbers.score(row.pooledAll().dice())));
    }
    table.addTo(html, "Slices without the object, and how many of them had a pixel predicted");
  }

  private static String selection(ObjectScores scores, ScoreTable.Row row) {
    int clicks = row.series().clicks();
    return scores.marked(row.series())
        + (clicks == 0 ? "" : ", " + Numbers.count(clicks, "click", "clicks"));
  }

  private static String interval(Estimate estimate) {
    return Double.isNaN(estimate.lower())
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
        "Clicks until a target; a slice that never reaches it counts " + ClicksToTarget.MAX_CLICKS);
  }
}
