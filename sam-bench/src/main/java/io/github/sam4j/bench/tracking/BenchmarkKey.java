// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/** What makes two measurements measurements of the same thing. */
record BenchmarkKey(
    String benchmark, String mode, String unit, int threads, SortedMap<String, String> params)
    implements Comparable<BenchmarkKey> {
  private static final Comparator<BenchmarkKey> ORDER =
      Comparator.comparing(BenchmarkKey::shortName).thenComparing(BenchmarkKey::toString);

  BenchmarkKey {
    params = new TreeMap<>(params);
  }

  /** Returns class, method and parameters without the package. */
  String shortName() {
    int method = benchmark.lastIndexOf('.');
    String name = benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    StringBuilder text = new StringBuilder(name);
    params.forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
    return text.toString();
  }

  @Override
  public int compareTo(BenchmarkKey other) {
    return ORDER.compare(this, other);
  }
}
