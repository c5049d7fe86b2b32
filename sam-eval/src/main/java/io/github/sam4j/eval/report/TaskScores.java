// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunSummary;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.metrics.statistics.SliceTable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All scores of a data set.
 *
 * @param objects the foreground first
 */
record TaskScores(RunSummary.Task task, List<ObjectScores> objects) {
  /** Returns the scores of every data set, in the order of the run. */
  static List<TaskScores> of(RunSummary summary) {
    ScoreTable table = summary.table();
    Map<Series, List<SliceTable.Outcome>> outcomes = table.finalOutcomes();
    return summary.tasks().stream()
        .map(task -> new TaskScores(
            task,
            objects(task.name(), table)
                .map(object -> object(summary, task, object, outcomes))
                .toList()))
        .toList();
  }

  private static Stream<String> objects(String task, ScoreTable table) {
    return table.rows().stream()
        .map(ScoreTable.Row::series)
        .filter(series -> series.task().equals(task))
        .map(Series::object)
        .distinct()
        .sorted(Comparator.comparing(object -> !object.equals(Dataset.FOREGROUND)));
  }

  private static ObjectScores object(
      RunSummary summary,
      RunSummary.Task task,
      String object,
      Map<Series, List<SliceTable.Outcome>> outcomes) {
    ScoreTable table = summary.table();
    RunDescription run = summary.run();
    Predicate<Series> matches =
        series -> series.task().equals(task.name()) && series.object().equals(object);
    return new ObjectScores(
        object,
        run,
        outcomes.entrySet().stream()
            .filter(entry -> matches.test(entry.getKey()) && !entry.getValue().isEmpty())
            .map(entry ->
                SeriesOutcomes.of(run, entry.getKey(), entry.getValue(), task.sliceCounts()))
            .toList(),
        table.rows().stream().filter(row -> matches.test(row.series())).toList(),
        table.clickCurves().stream()
            .filter(curve -> matches.test(curve.series()))
            .toList(),
        table.numbersOfClicks().stream()
            .filter(number -> matches.test(number.series()))
            .toList());
  }

  /** Returns the number of volumes. */
  int cases() {
    return task.sliceCounts().size();
  }

  /** Returns the number of slices; a volume that couldn't be read counts as one. */
  int slices() {
    return task.slices() + task.failedVolumes();
  }
}
