// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Times of one benchmark.
 *
 * @param logTimes natural logarithm of the mean time per operation of each fork; the unit is the
 *     key's
 * @param heapBytes allocated on the Java heap per operation, where that was measured
 */
record BenchmarkTimes(BenchmarkKey key, List<Double> logTimes, OptionalDouble heapBytes) {
  private static final String THROUGHPUT = "thrpt";
  private static final String ALLOCATION = "gc.alloc.rate.norm";

  BenchmarkTimes {
    logTimes = List.copyOf(logTimes);
  }

  /**
   * Takes the raw data of a result. Throughput is turned into time, so that large is slow whatever
   * the mode.
   *
   * @throws IllegalArgumentException if there is no number, or one that can't be a time
   */
  static BenchmarkTimes of(JmhResult result) {
    String unit = result.primaryMetric().scoreUnit();
    BenchmarkKey key = new BenchmarkKey(
        result.benchmark(), result.mode(), unit, result.threads(), result.params());
    double sign = result.mode().equals(THROUGHPUT) ? -1 : 1;
    List<Double> logTimes = new ArrayList<>();
    for (List<Double> fork : result.primaryMetric().rawData()) {
      logTimes.add(sign * Math.log(mean(key, fork)));
    }
    if (logTimes.isEmpty()) {
      throw new IllegalArgumentException(
          "expected raw data of at least one fork of " + key.shortName() + ", found none");
    }
    JmhResult.Metric allocation = result.secondaryMetrics().get(ALLOCATION);
    OptionalDouble heapBytes = allocation == null
        ? OptionalDouble.empty()
        : allocation.rawData().stream()
            .filter(Objects::nonNull)
            .flatMap(List::stream)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average();
    return new BenchmarkTimes(key, logTimes, heapBytes);
  }

  /** Returns the score of a time that {@link #logTimes} holds: itself, or throughput again. */
  double score(double logTime) {
    return Math.exp(key.mode().equals(THROUGHPUT) ? -logTime : logTime);
  }

  private static double mean(BenchmarkKey key, List<Double> iterations) {
    if (iterations == null || iterations.isEmpty()) {
      throw new IllegalArgumentException(
          "expected scores of every fork of " + key.shortName() + ", found an empty list");
    }
    double sum = 0;
    for (Double score : iterations) {
      if (score == null || !(score > 0) || score.isInfinite()) {
        throw new IllegalArgumentException(
            "expected positive scores of " + key.shortName() + ", found " + score);
      }
      sum += score;
    }
    return sum / iterations.size();
  }
}
