package io.github.sam4j.eval.report;

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
import java.util.stream.Stream;

/** Numbers of papers, and those of the run that stand nearest to them. */
final class PublishedTable {
  private static final List<String> HEAD =
      List.of("Source", "Model", "Data", "Asked and chosen", "Statistic", "Published");

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
    ofOneSelection(html, beside, run);
    ofOneOfSeveral(html, beside, run);
    html.close().line();
  }

  private static void ofOneSelection(
      Html html, Map<PublishedFigure, List<ScoreTable.Row>> beside, RunDescription run) {
    NumberTable table = table(Stream.of("This run", "Its selection"));
    beside.forEach((figure, its) -> {
      if (its.size() == 1) {
        ScoreTable.Row row = its.get(0);
        table.row(cells(
            figure,
            Stream.of(
                Numbers.score(figure.statistic().of(row)),
                Selections.marked(run.selection(row.series())))));
      }
    });
    if (beside.values().stream().anyMatch(its -> its.size() == 1)) {
      table.addTo(html, PublishedFigure.LABEL);
    }
  }

  /** Where a paper doesn't tell the selection, each that it may be has a column. */
  private static void ofOneOfSeveral(
      Html html, Map<PublishedFigure, List<ScoreTable.Row>> beside, RunDescription run) {
    Set<Protocol.Selection> selections = new LinkedHashSet<>();
    beside.values().stream()
        .filter(its -> its.size() > 1)
        .forEach(its -> its.forEach(row -> selections.add(run.selection(row.series()))));
    if (selections.isEmpty()) {
      return;
    }
    NumberTable table = table(selections.stream().map(Selections::marked));
    beside.forEach((figure, its) -> {
      if (its.size() > 1) {
        table.row(cells(
            figure, selections.stream().map(selection -> value(figure, its, selection.name()))));
      }
    });
    table.addTo(html, PublishedFigure.LABEL + "; beside them this run, by selection");
  }

  private static String value(PublishedFigure figure, List<ScoreTable.Row> rows, String selection) {
    return rows.stream()
        .filter(row -> row.series().selection().equals(selection))
        .findFirst()
        .map(row -> Numbers.score(figure.statistic().of(row)))
        .orElse(Numbers.NONE);
  }

  private static NumberTable table(Stream<String> more) {
    return new NumberTable(5, Stream.concat(HEAD.stream(), more).toList());
  }

  private static List<String> cells(PublishedFigure figure, Stream<String> more) {
    Stream<String> own = Stream.of(
        figure.source().identifier(),
        figure.model(),
        figure.data(),
        figure.setting(),
        figure.statistic().label(),
        Numbers.score(figure.value()));
    return Stream.concat(own, more).toList();
  }
}
