package io.github.sam4j.bench.tracking;

import java.util.ArrayList;
import java.util.List;

/**
 * Times of one benchmark.
 *
 * @param logTimes natural logarithm of the mean time per operation of each fork; the unit is the
 *     key's
 */
record BenchmarkTimes(BenchmarkKey key, List<Double> logTimes) {
  private static final String THROUGHPUT = "thrpt";

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
    return new BenchmarkTimes(key, logTimes);
  }

  private static double mean(BenchmarkKey key, List<Double> iterations) {
    double sum = 0;
    for (Double score : iterations) {
      if (score == null || !(score > 0) || score.isInfinite()) {
        throw new IllegalArgumentException(
            "expected positive scores of " + key.shortName() + ", found " + score);
      }
      sum += score;
    }
    if (iterations.isEmpty()) {
      throw new IllegalArgumentException(
          "expected scores of every fork of " + key.shortName() + ", found an empty list");
    }
    return sum / iterations.size();
  }
}
