// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.NAME;
import static io.github.sam4j.eval.internal.table.Format.REPORT_COUNT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_PERCENT;
import static io.github.sam4j.eval.internal.table.Format.REPORT_SCORE;
import static io.github.sam4j.eval.internal.table.Format.REPORT_TWO_DECIMALS;
import static io.github.sam4j.eval.internal.table.Format.TEXT;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.internal.table.Format;
import io.github.sam4j.eval.protocol.Protocols;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.ScoreTable.Estimate;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import java.util.List;

/** The aggregated scores of an object as tables. */
final class ScoreTables {
  private static final Columns<ScoreTable.Row> SCORES = new Columns<ScoreTable.Row>()
      .add("Dice mean", REPORT_SCORE, row -> row.dice().mean())
      .add("95 % interval", TEXT, row -> interval(row.dice()))
      .add("Dice median", REPORT_SCORE, row -> row.dice().median())
      .add("Dice_pos mean", REPORT_SCORE, row -> row.dicePos().mean())
      .add("Dice_pos median", REPORT_SCORE, row -> row.dicePos().median())
      .add("IoU mean", REPORT_SCORE, row -> row.iou().mean())
      .add("IoU median", REPORT_SCORE, row -> row.iou().median())
      .add("Dice pooled", REPORT_SCORE, row -> row.pooled().dice())
      .add("Dice per volume", REPORT_SCORE, row -> row.volumeDice().mean());

  /** Columns of slices without the object, in a run that evaluates them. */
  private static final Columns<ScoreTable.Row> NEGATIVES = new Columns<ScoreTable.Row>()
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
        scores,
        "Scores",
        scores.rows().stream().filter(row -> row.series().clicks() == 0).toList());
    List<ScoreTable.Row> clicked =
        scores.rows().stream().filter(row -> row.series().clicks() > 0).toList();
    if (!clicked.isEmpty()) {
      html.open("details").element("summary", "Scores of each number of clicks");
      scores(
          html,
          scores,
          "Scores of each number of clicks, over the slices that got so many",
          clicked);
      html.close().line();
    }
    add(
        html,
        "Slices without the object, and how many of them had a pixel predicted",
        question(scores).addAll("", row -> row, NEGATIVES),
        scores.rows().stream().filter(row -> row.negatives() > 0).toList());
    add(
        html,
        "Clicks until a target; a slice that never reaches it counts " + Protocols.MAX_CLICKS,
        NUMBERS_OF_CLICKS,
        scores.numbersOfClicks());
  }

  private static void scores(
      Html html, ObjectScores scores, String caption, List<ScoreTable.Row> rows) {
    Columns<ScoreTable.Row> columns = question(scores)
        .add("Slices", REPORT_COUNT, ScoreTable.Row::slices)
        .add(
            "Detected",
            REPORT_PERCENT,
            row ->
                Labels.detected(scores.run().selection(row.series()), row.detected(), row.slices()))
        .addAll("", row -> row, SCORES);
    for (ScoreKey key : ScoreTable.scored(rows)) {
      columns = columns.add(
          Labels.heading(key.heading()) + " mean",
          REPORT_SCORE,
          row -> row.score(key).mean());
    }
    add(html, caption, columns, rows);
  }

  private static Columns<ScoreTable.Row> question(ObjectScores scores) {
    return new Columns<ScoreTable.Row>()
        .add("Protocol", NAME, row -> row.series().protocol())
        .add("Selection", NAME, row -> selection(scores, row));
  }

  private static <T> void add(Html html, String caption, Columns<T> columns, List<T> items) {
    if (!items.isEmpty()) {
      html.table(columns.table(caption, items));
    }
  }

  private static String selection(ObjectScores scores, ScoreTable.Row row) {
    int clicks = row.series().clicks();
    return scores.marked(row.series())
        + (clicks == 0 ? "" : ", " + Labels.count(clicks, "click", "clicks"));
  }

  private static String interval(Estimate estimate) {
    return Double.isNaN(estimate.lower())
        ? Format.DASH
        : REPORT_SCORE.text(estimate.lower()) + "–" + REPORT_SCORE.text(estimate.upper());
  }
}
