// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import java.util.Arrays;

/** All n^n resamples of a few values, from which a bootstrap draws. */
final class EveryResample {
  private EveryResample() {}

  /** Returns the mean of every resample, in no particular order. */
  static double[] means(double[] values) {
    int n = values.length;
    double[] means = new double[(int) Math.pow(n, n)];
    for (int code = 0; code < means.length; code++) {
      int rest = code;
      for (int i = 0; i < n; i++) {
        means[code] += values[rest % n] / n;
        rest /= n;
      }
    }
    return means;
  }

  /** Counts sorted values that differ by more than a tolerance from their predecessor. */
  static int distinct(double[] sorted, double tolerance) {
    int count = 1;
    for (int i = 1; i < sorted.length; i++) {
      count += sorted[i] - sorted[i - 1] > tolerance ? 1 : 0;
    }
    return count;
  }

  /** Returns the next distinct value below one of them. */
  static double below(double[] values, double value) {
    return Arrays.stream(values).filter(v -> v < value - 1e-9).max().orElseThrow();
  }

  /** Returns the next distinct value above one of them. */
  static double above(double[] values, double value) {
    return Arrays.stream(values).filter(v -> v > value + 1e-9).min().orElseThrow();
  }
}
