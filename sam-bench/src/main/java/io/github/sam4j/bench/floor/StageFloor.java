// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A stage against its floor, the sum over its operators of what each takes at least: the larger of
 * the times for what it multiplies and for what it moves. That is the roofline of Williams,
 * Waterman and Patterson ("Roofline: an insightful visual performance model for multicore
 * architectures", Communications of the ACM 52, 2009), operator by operator as the runtime executes
 * them; other operators for the same function have another floor.
 *
 * @param gigaflops multiplied and added, in 10⁹
 * @param megabytes read and written, in 10⁶
 * @param flopsMillis floor by operations alone
 * @param bytesMillis floor by bytes alone
 * @param millis the floor
 * @param measuredMillis median of the runs
 * @param uncounted operators whose operations aren't counted, with their number
 */
record StageFloor(
    double gigaflops,
    double megabytes,
    double flopsMillis,
    double bytesMillis,
    double millis,
    double measuredMillis,
    SortedMap<String, Integer> uncounted) {
  StageFloor {
    uncounted = new TreeMap<>(uncounted);
  }

  /**
   * Computes the floor of equal runs from the last of them.
   *
   * @throws IllegalArgumentException if there is no run
   */
  static StageFloor of(List<ModelRun> runs, MachinePeak peak) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("expected runs of the graph in its profile, found none");
    }
    double flops = 0;
    double bytes = 0;
    double flopsMillis = 0;
    double bytesMillis = 0;
    double millis = 0;
    SortedMap<String, Integer> uncounted = new TreeMap<>();
    for (OperatorRun operator : runs.get(runs.size() - 1).operators()) {
      OperatorWork work = OperatorWork.of(operator);
      double forFlops = peak.millisOfFlops(work.flops());
      double forBytes = peak.millisOfBytes(work.bytes());
      flops += work.flops();
      bytes += work.bytes();
      flopsMillis += forFlops;
      bytesMillis += forBytes;
      millis += Math.max(forFlops, forBytes);
      if (!work.counted()) {
        uncounted.merge(operator.operator(), 1, Integer::sum);
      }
    }
    return new StageFloor(
        flops / 1e9, bytes / 1e6, flopsMillis, bytesMillis, millis, median(runs), uncounted);
  }

  private static double median(List<ModelRun> runs) {
    double[] millis = runs.stream().mapToDouble(ModelRun::millis).sorted().toArray();
    return (millis[(millis.length - 1) / 2] + millis[millis.length / 2]) / 2;
  }

  /** Returns the share of the measured time that the floor is, in percent. */
  double percent() {
    return 100 * millis / measuredMillis;
  }
}
