package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.NAME;
import static io.github.sam4j.eval.internal.table.Format.REPORT_COUNT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_PERCENT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_SCORE;
import static io.github.sam4j.eval.internal.table.Format.REPORT_TWO_DECIMALS;
import static io.github.sam4j.eval.internal.table.Format.TEXT;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.Format;
import io.github.sam4j.eval.result.Estimate;
import io.github.sam4j.eval.result.NumberOfClicks;
import io.github.sam4j.eval.result.ScoreTable;
import java.util.List;

/** The aggregated scores of an object as tables. */
final class ScoreTables {
  private static final Columns<ScoreTable.Row> QUESTION = new Columns<ScoreTable.Row>()
      .add("Protocol", NAME, row -> row.series().protocol())
      .add("Selection", NAME, ScoreTables::selection);
  private static final Columns<ScoreTable.Row> SCORES = QUESTION
      .add("Slices", REPORT_COUNT, ScoreTable.Row::slices)
      .add(
          "Detected",
          REPORT_PERCENT,
          row -> Selections.detected(row.series().selection(), row.detected(), row.slices()))
      .add("Dice mean", REPORT_SCORE, row -> row.dice().mean())
      .add("95 % interval", TEXT, row -> interval(row.dice()))
      .add("Dice median", REPORT_SCORE, row -> row.dice().median())
      .add("Dice_pos mean", REPORT_SCORE, row -> row.dicePos().mean())
      .add("Dice_pos median", REPORT_SCORE, row -> row.dicePos().median())
      .add("IoU mean", REPORT_SCORE, row -> row.iou().mean())
      .add("IoU median", REPORT_SCORE, row -> row.iou().median())
      .add("Dice pooled", REPORT_SCORE, row -> row.pooled().dice())
      .add("Dice per volume", REPORT_SCORE, row -> row.volumeDice().mean());

  /** Of slices without the object, in a run that looks at them. */
  private static final Columns<ScoreTable.Row> NEGATIVES = QUESTION
      .add("Slices without", REPORT_COUNT, ScoreTable.Row::negatives)
      .add("False positives", REPORT_COUNT, ScoreTable.Row::falsePositives)
      .add("Dice pooled over all slices", REPORT_SCORE, row -> row.pooledAll().dice());

  private static final Columns<NumberOfClicks> NUMBERS_OF_CLICKS = new Columns<NumberOfClicks>()
      .add("Protocol", NAME, number -> number.series().protocol())
      .add("Target", NAME, NumberOfClicks::target)
      .add("Slices", REPORT_COUNT, NumberOfClicks::samples)
      .add("Mean clicks", REPORT_TWO_DECIMALS, NumberOfClicks::mean)
      .add("Never reached", REPORT_COUNT, NumberOfClicks::unreached);

  private ScoreTables() {}

  /** Adds the rows of an object. */
  static void addTo(Html html, ObjectScores scores) {
    scores(
        html,
        "Scores",
        scores.rows().stream().filter(row -> row.series().clicks() == 0).toList());
    List<ScoreTable.Row> clicked =
        scores.rows().stream().filter(row -> row.series().clicks() > 0).toList();
    if (!clicked.isEmpty()) {
      html.open("details").element("summary", "Scores of each number of clicks");
      scores(html, "Scores of each number of clicks, over the slices that got so many", clicked);
      html.close().line();
    }
    add(
        html,
        "Slices without the object, and how many of them had a pixel predicted",
        NEGATIVES,
        scores.rows().stream().filter(row -> row.negatives() > 0).toList());
    add(
        html,
        "Clicks until a target; a slice that never reaches it counts " + NumberOfClicks.MOST_CLICKS,
        NUMBERS_OF_CLICKS,
        scores.numbersOfClicks());
  }

  private static void scores(Html html, String caption, List<ScoreTable.Row> rows) {
    boolean surfaces = rows.stream().anyMatch(row -> row.surfaceDice().n() > 0);
    Columns<ScoreTable.Row> columns = surfaces
        ? SCORES.add("Surface Dice mean", REPORT_SCORE, row -> row.surfaceDice().mean())
        : SCORES;
    add(html, caption, columns, rows);
  }

  private static <T> void add(Html html, String caption, Columns<T> columns, List<T> items) {
    if (!items.isEmpty()) {
      html.table(columns.table(caption, items));
    }
  }

  private static String selection(ScoreTable.Row row) {
    int clicks = row.series().clicks();
    return Selections.marked(row.series().selection())
        + (clicks == 0 ? "" : ", " + Labels.count(clicks, "click", "clicks"));
  }

  private static String interval(Estimate estimate) {
    return Double.isNaN(estimate.lower())
        ? Format.DASH
        : REPORT_SCORE.text(estimate.lower()) + "–" + REPORT_SCORE.text(estimate.upper());
  }
}
