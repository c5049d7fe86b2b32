package io.github.sam4j.eval.report;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.ScoreTable;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.mask.RunLengths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What one pass over a run leaves in memory: numbers, no masks.
 *
 * @param tasks in the order of the run
 */
record RunScores(List<Task> tasks) {
  /**
   * A data set.
   *
   * @param cases number of volumes
   * @param slices number of slices, failed ones included
   * @param showsObjects whether any slice shows an object, asked about or not
   * @param objects the foreground first
   */
  record Task(
      String name,
      int cases,
      int slices,
      List<Failure> failures,
      boolean showsObjects,
      List<ObjectScores> objects) {}

  /** A slice without scores. */
  record Failure(SliceId slice, String reason) {}

  /**
   * Reads all slices once.
   *
   * @throws IOException if the run can't be read
   */
  static RunScores of(RunResult run) throws IOException {
    Map<String, Builder> builders = new LinkedHashMap<>();
    try (Stream<SliceRecord> slices = run.slices()) {
      slices.forEach(slice -> builders
          .computeIfAbsent(slice.slice().task(), task -> new Builder(task, run.description()))
          .add(slice));
    }
    return new RunScores(builders.values().stream().map(Builder::build).toList());
  }

  /** Returns all failures. */
  List<Failure> failures() {
    return tasks.stream().flatMap(task -> task.failures().stream()).toList();
  }

  /** Returns the number of slices, failed ones included. */
  int slices() {
    return tasks.stream().mapToInt(Task::slices).sum();
  }

  /** Returns the number of volumes. */
  int cases() {
    return tasks.stream().mapToInt(Task::cases).sum();
  }

  private static final class Builder {
    private final String task;
    private final List<SliceId> slices = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final Map<Compared, ScoreColumns> columns = new LinkedHashMap<>();
    private final RunDescription run;
    private final ScoreTable.Builder table;
    private boolean showsObjects;

    Builder(String task, RunDescription run) {
      this.task = task;
      this.run = run;
      this.table = ScoreTable.builder(run.protocols());
    }

    void add(SliceRecord slice) {
      slices.add(slice.slice());
      showsObjects |= slice.truths().values().stream().anyMatch(Builder::hasPixels);
      slice.failure().ifPresent(reason -> failures.add(new Failure(slice.slice(), reason)));
      slice.scores().forEach(table::add);
      Compared.indices(slice, run)
          .forEach((compared, index) -> columns
              .computeIfAbsent(compared, key -> new ScoreColumns(key, slices))
              .add(slice.scores().get(index)));
    }

    /** Runs begin with background, so every other one is of the object. */
    private static boolean hasPixels(RunLengths truth) {
      int[] counts = truth.counts();
      return IntStream.range(0, counts.length).anyMatch(i -> i % 2 == 1 && counts[i] > 0);
    }

    RunScores.Task build() {
      ScoreTable finished = table.build();
      List<String> objects = columns.keySet().stream()
          .map(Compared::object)
          .distinct()
          .sorted(
              (a, b) -> Boolean.compare(b.equals(Dataset.FOREGROUND), a.equals(Dataset.FOREGROUND)))
          .toList();
      int cases = (int) slices.stream().map(SliceId::caseId).distinct().count();
      return new Task(
          task,
          cases,
          slices.size(),
          List.copyOf(failures),
          showsObjects,
          objects.stream().map(object -> scores(object, finished)).toList());
    }

    private ObjectScores scores(String object, ScoreTable finished) {
      return new ObjectScores(
          object,
          run,
          columns.values().stream()
              .filter(c -> c.compared().object().equals(object) && c.size() > 0)
              .toList(),
          finished.rows().stream()
              .filter(row -> row.series().object().equals(object))
              .toList(),
          finished.clickCurves().stream()
              .filter(curve -> curve.series().object().equals(object))
              .toList(),
          finished.numbersOfClicks().stream()
              .filter(number -> number.series().object().equals(object))
              .toList());
    }
  }
}
