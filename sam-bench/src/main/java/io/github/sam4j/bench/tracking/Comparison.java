// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Two runs of one machine side by side.
 *
 * <p>The intervals hold together: with m benchmarks in both runs each takes an m-th of the allowed
 * probability of error (Bonferroni's inequality). Where nothing changed, the whole comparison is
 * free of false alarms with the probability asked for.
 *
 * @param rows one per benchmark of either run, by name
 */
record Comparison(List<Row> rows) {
  Comparison {
    rows = List.copyOf(rows);
  }

  /**
   * A benchmark.
   *
   * @param ratio time of the current run over that of the baseline, where both have it
   * @param interval where both have enough forks
   */
  record Row(
      BenchmarkKey key,
      Optional<Double> ratio,
      Optional<RatioInterval> interval,
      Verdict verdict) {}

  /**
   * Compares.
   *
   * @param level probability that no interval misses its ratio, in (0, 1)
   * @throws IllegalArgumentException if the machines differ; the message says in what
   */
  static Comparison of(TrackedRun baseline, TrackedRun current, double level) {
    checkSameMachine(baseline.description(), current.description());
    SortedSet<BenchmarkKey> keys = new TreeSet<>(baseline.keys());
    keys.addAll(current.keys());
    long both = keys.stream()
        .filter(key -> baseline.times(key).isPresent() && current.times(key).isPresent())
        .count();
    double alpha = (1 - level) / Math.max(1, both);
    List<Row> rows = new ArrayList<>();
    for (BenchmarkKey key : keys) {
      rows.add(row(key, baseline.times(key), current.times(key), alpha));
    }
    return new Comparison(rows);
  }

  private static void checkSameMachine(RunDescription baseline, RunDescription current) {
    List<String> differences =
        baseline.machine().differences(baseline.jdk(), current.machine(), current.jdk());
    if (!differences.isEmpty()) {
      throw new IllegalArgumentException(
          "times are compared within one machine only, baseline and current differ in "
              + String.join(", ", differences));
    }
  }

  private static Row row(
      BenchmarkKey key,
      Optional<BenchmarkTimes> baseline,
      Optional<BenchmarkTimes> current,
      double alpha) {
    if (baseline.isEmpty() || current.isEmpty()) {
      Verdict verdict = baseline.isEmpty() ? Verdict.NEW : Verdict.GONE;
      return new Row(key, Optional.empty(), Optional.empty(), verdict);
    }
    List<Double> before = baseline.get().logTimes();
    List<Double> now = current.get().logTimes();
    Optional<Double> ratio = Optional.of(RatioInterval.ratio(before, now));
    if (Math.min(before.size(), now.size()) < RatioInterval.MIN_FORKS) {
      return new Row(key, ratio, Optional.empty(), Verdict.NOISE_UNKNOWN);
    }
    RatioInterval interval = RatioInterval.of(before, now, alpha);
    return new Row(key, ratio, Optional.of(interval), Verdict.on(interval));
  }

  /** Returns whether any benchmark has a verdict. */
  boolean has(Verdict verdict) {
    return rows.stream().anyMatch(row -> row.verdict() == verdict);
  }
}
