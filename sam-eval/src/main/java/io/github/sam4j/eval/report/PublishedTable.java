// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.NAME;
import static io.github.sam4j.eval.internal.table.Format.REPORT_SCORE;
import static io.github.sam4j.eval.internal.table.Format.TEXT;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.result.PublishedFigure;
import io.github.sam4j.eval.result.PublishedFigures;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.ScoreTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/** Numbers of papers, and those of the run that are closest in method. */
final class PublishedTable {
  /** A published number and the rows of the run that may be the same measurement. */
  private record Comparison(PublishedFigure figure, List<ScoreTable.Row> rows) {
    ScoreTable.Row first() {
      return rows.get(0);
    }

    double value(ScoreTable.Row row) {
      return figure.statistic().of(row);
    }

    /** Returns the number of the run by a selection, NaN without one. */
    double value(String selection) {
      return rows.stream()
          .filter(row -> row.series().selection().equals(selection))
          .mapToDouble(this::value)
          .findFirst()
          .orElse(Double.NaN);
    }
  }

  private PublishedTable() {}

  /** Adds the numbers that belong to rows without clicks; nothing if there are none. */
  static void addTo(Html html, List<ScoreTable.Row> rows, RunDescription run) {
    Map<PublishedFigure, List<ScoreTable.Row>> beside = new LinkedHashMap<>();
    for (ScoreTable.Row row : rows) {
      if (row.series().clicks() == 0) {
        PublishedFigures.beside(row.series(), run)
            .forEach(figure ->
                beside.computeIfAbsent(figure, key -> new ArrayList<>()).add(row));
      }
    }
    if (beside.isEmpty()) {
      return;
    }
    html.open("section", "class", "published").element("h4", "Published figures");
    List<Comparison> single = comparisons(beside, rowCount -> rowCount == 1);
    if (!single.isEmpty()) {
      html.table(columns()
          .add("This run", REPORT_SCORE, each -> each.value(each.first()))
          .add(
              "Its selection",
              TEXT,
              each -> Selections.marked(run.selection(each.first().series())))
          .table(PublishedFigure.LABEL, single));
    }
    List<Comparison> several = comparisons(beside, rowCount -> rowCount > 1);
    if (!several.isEmpty()) {
      html.table(withSelections(several, run)
          .table(PublishedFigure.LABEL + "; beside them this run, by selection", several));
    }
    html.close().line();
  }

  private static List<Comparison> comparisons(
      Map<PublishedFigure, List<ScoreTable.Row>> beside, IntPredicate rowCount) {
    return beside.entrySet().stream()
        .filter(entry -> rowCount.test(entry.getValue().size()))
        .map(entry -> new Comparison(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Where a paper doesn't name the selection, each that it may be has a column. */
  private static Columns<Comparison> withSelections(
      List<Comparison> comparisons, RunDescription run) {
    Set<Protocol.Selection> selections = new LinkedHashSet<>();
    comparisons.forEach(
        each -> each.rows().forEach(row -> selections.add(run.selection(row.series()))));
    Columns<Comparison> columns = columns();
    for (Protocol.Selection selection : selections) {
      columns = columns.add(
          Selections.marked(selection), REPORT_SCORE, each -> each.value(selection.name()));
    }
    return columns;
  }

  private static Columns<Comparison> columns() {
    return new Columns<Comparison>()
        .add("Source", NAME, each -> each.figure().source().identifier())
        .add("Model", NAME, each -> each.figure().model())
        .add("Data", NAME, each -> each.figure().data())
        .add("Asked and chosen", NAME, each -> each.figure().setting())
        .add("Statistic", NAME, each -> each.figure().statistic().label())
        .add("Published", REPORT_SCORE, each -> each.figure().value());
  }
}
