// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import io.github.sam4j.mask.RunLengths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Summarizes one pass over the slices of a run: counts, failures and scores, without masks.
 *
 * @param run describes the protocols, among others
 * @param tasks the data sets in the order of the run
 * @param table the scores of all data sets, aggregated
 */
public record RunSummary(RunDescription run, List<Task> tasks, ScoreTable table) {
  /** Copies the list. */
  public RunSummary {
    tasks = List.copyOf(tasks);
  }

  /**
   * A data set.
   *
   * @param sliceCounts number of slices along the slice axis of each volume, by case and in the
   *     order of the run; 0 of a volume that couldn't be read
   * @param slices number of evaluated slices, failed ones included; those of volumes that couldn't
   *     be read aren't known
   * @param failures the reason for each slice without scores, and for each volume that couldn't be
   *     read ({@link SliceId#isWholeVolume()})
   * @param showsObjects whether any slice shows an object, scored or not
   */
  public record Task(
      String name,
      Map<String, Integer> sliceCounts,
      int slices,
      Map<SliceId, String> failures,
      boolean showsObjects) {
    /** Copies the maps. */
    public Task {
      sliceCounts = Collections.unmodifiableMap(new LinkedHashMap<>(sliceCounts));
      failures = Collections.unmodifiableMap(new LinkedHashMap<>(failures));
    }

    /** Returns the number of volumes that couldn't be read. */
    public int failedVolumes() {
      return (int) failures.keySet().stream().filter(SliceId::isWholeVolume).count();
    }
  }

  /**
   * Reads all slices of a run once.
   *
   * @throws IOException if the run can't be read
   */
  public static RunSummary of(RunResult run) throws IOException {
    return of(run, slice -> {});
  }

  /** Receives the slices of a run. */
  @FunctionalInterface
  public interface SliceConsumer {
    /** Receives the next one. */
    void accept(SliceRecord slice) throws IOException;
  }

  /**
   * Reads all slices of a run once, and passes each on.
   *
   * @throws IOException if the run can't be read, or the consumer throws it
   * @throws IllegalArgumentException if a slice has two scores in one series, or pixels are
   *     predicted though nothing was chosen
   */
  public static RunSummary of(RunResult run, SliceConsumer consumer) throws IOException {
    Map<String, TaskBuilder> tasks = new LinkedHashMap<>();
    ScoreTable.Builder table = ScoreTable.builder(run.description().protocols());
    try (Stream<SliceRecord> slices = run.slices()) {
      for (Iterator<SliceRecord> each = slices.iterator(); each.hasNext(); ) {
        SliceRecord slice = each.next();
        tasks.computeIfAbsent(slice.slice().task(), name -> new TaskBuilder()).add(slice);
        slice.scores().forEach(table::add);
        consumer.accept(slice);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    List<Task> built = new ArrayList<>();
    tasks.forEach((name, task) ->
        built.add(new Task(name, task.sliceCounts, task.slices, task.failures, task.showsObjects)));
    return new RunSummary(run.description(), built, table.build());
  }

  /** Returns the number of evaluated slices, failed ones included. */
  public int slices() {
    return tasks.stream().mapToInt(Task::slices).sum();
  }

  /** Returns the number of volumes that couldn't be read. */
  public int failedVolumes() {
    return tasks.stream().mapToInt(Task::failedVolumes).sum();
  }

  /** Returns all failures in the order of the run. */
  public Map<SliceId, String> failures() {
    Map<SliceId, String> failures = new LinkedHashMap<>();
    tasks.forEach(task -> failures.putAll(task.failures()));
    return failures;
  }

  private static final class TaskBuilder {
    private final Map<String, Integer> sliceCounts = new LinkedHashMap<>();
    private final Map<SliceId, String> failures = new LinkedHashMap<>();
    private int slices;
    private boolean showsObjects;

    void add(SliceRecord slice) {
      SliceId id = slice.slice();
      sliceCounts.merge(id.caseId(), id.sliceCount(), Math::max);
      slices += id.isWholeVolume() ? 0 : 1;
      slice.failure().ifPresent(reason -> failures.put(id, reason));
      showsObjects |= slice.truths().values().stream().anyMatch(TaskBuilder::hasPixels);
    }

    /** Runs begin with background, so every other one is of the object. */
    private static boolean hasPixels(RunLengths truth) {
      int[] counts = truth.counts();
      return IntStream.range(0, counts.length).anyMatch(i -> i % 2 == 1 && counts[i] > 0);
    }
  }
}
