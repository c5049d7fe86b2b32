package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.PublishedFigure;
import io.github.sam4j.eval.result.PublishedFigures;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.metrics.statistics.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Numbers of papers beside those of the run. */
final class PublishedTable {
  private PublishedTable() {}

  /** Adds the numbers that belong to rows without clicks; nothing if there are none. */
  static void addTo(Html html, List<ScoreTable.Row> rows) {
    Map<PublishedFigure, List<ScoreTable.Row>> beside = new LinkedHashMap<>();
    for (ScoreTable.Row row : rows) {
      if (row.series().clicks() == 0) {
        PublishedFigures.beside(row.series())
            .forEach(figure ->
                beside.computeIfAbsent(figure, key -> new ArrayList<>()).add(row));
      }
    }
    if (beside.isEmpty()) {
      return;
    }
    NumberTable table = new NumberTable(
        5,
        List.of(
            "Source",
            "Model",
            "Data",
            "Asked and chosen",
            "Statistic",
            "Published",
            "This run",
            "by selections"));
    beside.forEach((figure, its) -> table.row(List.of(
        figure.source(),
        figure.model(),
        figure.data(),
        figure.setting(),
        figure.statistic().label(),
        Numbers.score(figure.value()),
        range(figure, its),
        Numbers.count(its.size()))));
    html.open("section", "class", "published").element("h4", "Published figures beside");
    table.addTo(html, PublishedFigure.LABEL);
    html.close().line();
  }

  /** Returns the run's number, or the least and the greatest where several selections may be it. */
  private static String range(PublishedFigure figure, List<ScoreTable.Row> rows) {
    Summary ours = Summary.of(rows.stream().mapToDouble(figure.statistic()::of).toArray());
    String least = Numbers.score(ours.min());
    String greatest = Numbers.score(ours.max());
    return least.equals(greatest) ? least : least + " to " + greatest;
  }
}
