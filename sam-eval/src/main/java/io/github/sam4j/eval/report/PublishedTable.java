// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static io.github.sam4j.eval.internal.table.Format.NAME;
import static io.github.sam4j.eval.internal.table.Format.REPORT_SCORE;
import static io.github.sam4j.eval.internal.table.Format.TEXT;

import io.github.sam4j.eval.internal.table.Columns;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.report.PublishedFigures.Comparison;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.ScoreTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Numbers of papers, and those of the run that are closest in method. */
final class PublishedTable {
  /** A published number and those of the run that may be the same measurement, at least one. */
  private record Line(PublishedFigure figure, List<Comparison> measured) {
    /** Returns the number of the run by a selection, NaN without one. */
    double value(String selection) {
      return measured.stream()
          .filter(each -> each.series().selection().equals(selection))
          .mapToDouble(Comparison::value)
          .findFirst()
          .orElse(Double.NaN);
    }
  }

  private PublishedTable() {}

  /** Adds the numbers that belong to rows without clicks; nothing if there are none. */
  static void addTo(Html html, List<ScoreTable.Row> rows, RunDescription run) {
    Map<PublishedFigure, List<Comparison>> lines =
        PublishedFigures.compare(rows, List.of(), run).stream()
            .collect(
                Collectors.groupingBy(Comparison::figure, LinkedHashMap::new, Collectors.toList()));
    if (lines.isEmpty()) {
      return;
    }
    html.open("section", "class", "published").element("h4", "Published figures");
    List<Line> single = new ArrayList<>();
    List<Line> several = new ArrayList<>();
    lines.forEach((figure, measured) ->
        (measured.size() == 1 ? single : several).add(new Line(figure, measured)));
    if (!single.isEmpty()) {
      html.table(columns()
          .add("This run", REPORT_SCORE, line -> line.measured().get(0).value())
          .add(
              "Its selection",
              TEXT,
              line -> Labels.marked(run.selection(line.measured().get(0).series())))
          .table(PublishedFigure.LABEL, single));
    }
    if (!several.isEmpty()) {
      html.table(withSelections(several, run)
          .table(PublishedFigure.LABEL + "; beside them this run, by selection", several));
    }
    html.close().line();
  }

  /** Where a paper doesn't name the selection, each that it may be has a column. */
  private static Columns<Line> withSelections(List<Line> lines, RunDescription run) {
    Set<Protocol.Selection> selections = new LinkedHashSet<>();
    lines.forEach(
        line -> line.measured().forEach(each -> selections.add(run.selection(each.series()))));
    Columns<Line> columns = columns();
    for (Protocol.Selection selection : selections) {
      columns =
          columns.add(Labels.marked(selection), REPORT_SCORE, line -> line.value(selection.name()));
    }
    return columns;
  }

  private static Columns<Line> columns() {
    return new Columns<Line>()
        .add("Source", NAME, line -> line.figure().source().identifier())
        .add("Model", NAME, line -> line.figure().model())
        .add("Data", NAME, line -> line.figure().data())
        .add("Asked and chosen", NAME, line -> line.figure().setting())
        .add("Statistic", NAME, line -> line.figure().statistic().label())
        .add("Published", REPORT_SCORE, line -> line.figure().value());
  }
}
