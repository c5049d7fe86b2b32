// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A ratio of times with the range that noise leaves open.
 *
 * <p>The unit of observation is the fork: iterations of one process share its memory layout and its
 * compiled code, and so vary less than the next process would (Georges, Buytaert and Eeckhout,
 * "Statistically rigorous Java performance evaluation", OOPSLA 2007; Kalibera and Jones, "Rigorous
 * benchmarking in reasonable time", ISMM 2013). With x the logarithms of the mean times of n forks,
 * their mean m and variance s² (divided by n − 1), of baseline b and current c:
 *
 * <pre>
 * ratio    = exp(m_c − m_b)
 * error²   = s_b²/n_b + s_c²/n_c
 * freedom  = error⁴ / ((s_b²/n_b)²/(n_b − 1) + (s_c²/n_c)²/(n_c − 1))
 * interval = exp(m_c − m_b ± t(1 − α/2, freedom) · error)
 * </pre>
 *
 * <p>That is the interval of Welch ("The generalization of 'Student's' problem when several
 * different population variances are involved", Biometrika 34, 1947), on logarithms because noise
 * multiplies times rather than adding to them. The ratio is thus one of geometric means.
 *
 * @param ratio current time over baseline time; above 1 is slower
 * @param low lower end, inclusive
 * @param high upper end, inclusive
 */
record RatioInterval(double ratio, double low, double high) {
  /** Forks on each side that it takes to know the noise. */
  static final int MIN_FORKS = 2;

  /**
   * Computes an interval.
   *
   * @param baseline logarithms of the times of at least {@value #MIN_FORKS} forks
   * @param current as many or another number, at least {@value #MIN_FORKS}
   * @param alpha probability that the interval misses the true ratio, in (0, 1)
   * @throws IllegalArgumentException if a side has fewer forks
   */
  static RatioInterval of(List<Double> baseline, List<Double> current, double alpha) {
    if (Math.min(baseline.size(), current.size()) < MIN_FORKS) {
      throw new IllegalArgumentException("expected at least " + MIN_FORKS + " forks on each side, "
          + "got " + baseline.size() + " and " + current.size());
    }
    double difference = mean(current) - mean(baseline);
    double b = variance(baseline) / baseline.size();
    double c = variance(current) / current.size();
    double margin = 0;
    if (b + c > 0) {
      double freedom =
          (b + c) * (b + c) / (b * b / (baseline.size() - 1) + c * c / (current.size() - 1));
      double t = TDistribution.of(freedom).inverseSurvivalProbability(alpha / 2);
      margin = t * Math.sqrt(b + c);
    }
    return new RatioInterval(
        Math.exp(difference), Math.exp(difference - margin), Math.exp(difference + margin));
  }

  /** Returns the ratio of geometric means alone, whatever the number of forks. */
  static double ratio(List<Double> baseline, List<Double> current) {
    return Math.exp(mean(current) - mean(baseline));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }

  private static double variance(List<Double> values) {
    double mean = mean(values);
    double sum = 0;
    for (double value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.size() - 1);
  }
}
