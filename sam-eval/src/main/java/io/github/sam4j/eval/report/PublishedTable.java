package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.PublishedFigure;
import io.github.sam4j.eval.result.PublishedFigures;
import io.github.sam4j.eval.result.ScoreTable;
import java.util.List;

/** Numbers of papers beside those of the run. */
final class PublishedTable {
  private PublishedTable() {}

  /** Adds the numbers that belong to rows without clicks; nothing if there are none. */
  static void addTo(Html html, List<ScoreTable.Row> rows) {
    NumberTable table = new NumberTable(
        2,
        List.of(
            "Protocol",
            "Selection",
            "Statistic",
            "This run",
            "Published",
            "Source",
            "Model",
            "Data",
            "Asked and chosen"));
    boolean any = false;
    for (ScoreTable.Row row : rows) {
      if (row.series().clicks() == 0) {
        for (PublishedFigure figure : PublishedFigures.beside(row.series())) {
          any = true;
          table.row(List.of(
              row.series().protocol(),
              row.series().selection(),
              figure.statistic().label(),
              Numbers.score(figure.statistic().of(row)),
              Numbers.score(figure.value()),
              figure.source(),
              figure.model(),
              figure.data(),
              figure.setting()));
        }
      }
    }
    if (any) {
      html.open("section", "class", "published").element("h4", "Published figures beside");
      table.addTo(html, PublishedFigure.LABEL);
      html.close().line();
    }
  }
}
