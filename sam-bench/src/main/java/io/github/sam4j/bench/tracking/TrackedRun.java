// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A run as it is compared: what it was, and the times of every benchmark. */
final class TrackedRun {
  private final RunDescription description;
  private final SortedMap<BenchmarkKey, BenchmarkTimes> times;

  TrackedRun(RunDescription description, Map<BenchmarkKey, BenchmarkTimes> times) {
    this.description = description;
    this.times = new TreeMap<>(times);
  }

  RunDescription description() {
    return description;
  }

  /** Returns the benchmarks in the order of their names. */
  Set<BenchmarkKey> keys() {
    return times.keySet();
  }

  Optional<BenchmarkTimes> times(BenchmarkKey key) {
    return Optional.ofNullable(times.get(key));
  }
}
