// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The part of a result in JMH's JSON that comparisons and tables need. */
record JmhResult(
    String benchmark,
    String mode,
    int threads,
    SortedMap<String, String> params,
    Metric primaryMetric,
    Map<String, Metric> secondaryMetrics) {
  JmhResult {
    params = new TreeMap<>(params);
    secondaryMetrics = Map.copyOf(secondaryMetrics);
  }

  /**
   * A measured quantity.
   *
   * @param scoreUnit such as {@code ms/op}
   * @param rawData one list per fork, one number per iteration
   */
  record Metric(String scoreUnit, List<List<Double>> rawData) {}
}
