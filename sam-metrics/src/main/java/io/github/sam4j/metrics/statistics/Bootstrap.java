// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import io.github.sam4j.metrics.statistics.Summary.QuantileMethod;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Computes confidence intervals by resampling: every resample has as many values as the sample,
 * drawn from it with replacement, and the spread of a statistic over the resamples estimates its
 * uncertainty.
 *
 * <p>The values must be independent, so pass one value per volume (or patient), not per slice:
 * neighbouring slices are similar, and an interval over slices is several times too narrow.
 * Misleads on few values: four volumes have only 35 distinct resamples, and 95 % intervals of fewer
 * than about 15 values contain the true value clearly less often than 95 % of the time.
 *
 * <p>Random numbers come from {@link Random}, whose algorithm is specified, so a seed yields the
 * same resamples on every machine. The values of a resample are passed to the statistic in
 * ascending order: resamples of the same values then have exactly the same statistic, rounding
 * included, which matters for counting ties with the estimate.
 *
 * <p>[1] Efron and Tibshirani, An Introduction to the Bootstrap (1993). [2] Efron, J. Am. Stat.
 * Assoc. 82 (1987) 171.
 *
 * @param method how the bounds are determined
 * @param level nominal share of intervals that contain the true value, in {@code (0, 1)}, such as
 *     0.95
 * @param resamples number of resamples, at least 2; 10,000 determine a bound to about two digits
 * @param seed seed of the random numbers
 */
public record Bootstrap(Method method, double level, int resamples, long seed) {
  private static final double USUAL_LEVEL = 0.95;
  private static final int USUAL_RESAMPLES = 10_000;

  /** How the bounds of an interval are chosen from the sorted statistics of the resamples. */
  public enum Method {
    /**
     * The quantiles at {@code (1 - level) / 2} and {@code (1 + level) / 2},
     * {@link QuantileMethod#TYPE_7} [1].
     *
     * <p>Misleads if the statistic is skewed or biased, as for scores near 1: the interval is then
     * shifted to one side.
     */
    PERCENTILE,
    /**
     * Bias-corrected and accelerated [2]: the quantiles at probabilities corrected for the share of
     * resamples below the estimate (bias) and for the skewness of the statistic (acceleration).
     *
     * <p>Each probability p becomes {@code Φ(b + (b + z) / (1 - a (b + z)))} with {@code z =
     * Φ⁻¹(p)}; {@code b} is {@code Φ⁻¹} of the share of resamples below the estimate, those equal
     * to it counting half, limited to half a resample away from 0 and 1; {@code a = Σd³ / (6
     * (Σd²)^1.5)} with the jackknife deviations d, each the mean of all leave-one-out statistics
     * minus one of them; 0 if all are 0.
     *
     * <p>Misleads for the median and other discontinuous statistics, about which leaving out one
     * value says little; prefer {@link #PERCENTILE}.
     */
    BCA
  }

  /**
   * A statistic and its confidence interval.
   *
   * @param bootstrap the settings of the interval
   * @param n number of values
   * @param estimate the statistic of the values themselves; it may lie outside the interval if the
   *     statistic is biased
   * @param lower lower bound, inclusive
   * @param upper upper bound, inclusive
   * @param standardError sample standard deviation (divisor {@code resamples - 1}) of the statistic
   *     over the resamples
   */
  public record ConfidenceInterval(
      Bootstrap bootstrap,
      int n,
      double estimate,
      double lower,
      double upper,
      double standardError) {

    /** Checks that the bounds are in order. */
    public ConfidenceInterval {
      Objects.requireNonNull(bootstrap, "bootstrap");
      if (!(lower <= upper)) {
        throw new IllegalArgumentException(
            "lower must not be above upper, got lower=" + lower + " upper=" + upper);
      }
    }
  }

  /** Checks the ranges. */
  public Bootstrap {
    Objects.requireNonNull(method, "method");
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be in (0, 1), got " + level);
    }
    if (resamples < 2) {
      throw new IllegalArgumentException("resamples must be at least 2, got " + resamples);
    }
  }

  /** Returns the settings of 95 % percentile intervals with 10,000 resamples. */
  public static Bootstrap percentile(long seed) {
    return new Bootstrap(Method.PERCENTILE, USUAL_LEVEL, USUAL_RESAMPLES, seed);
  }

  /** Returns the settings of 95 % BCa intervals with 10,000 resamples. */
  public static Bootstrap bca(long seed) {
    return new Bootstrap(Method.BCA, USUAL_LEVEL, USUAL_RESAMPLES, seed);
  }

  /**
   * Returns the confidence interval of the mean.
   *
   * @throws IllegalArgumentException if there are no values, or one is NaN or infinite
   */
  public ConfidenceInterval mean(double... values) {
    return of(Summary::meanOf, values);
  }

  /**
   * Returns the confidence interval of the median.
   *
   * @throws IllegalArgumentException if there are no values, or one is NaN or infinite
   */
  public ConfidenceInterval median(double... values) {
    return of(Summary::medianOf, values);
  }

  /**
   * Returns the confidence interval of any statistic. If all values are equal, or there is only
   * one, both bounds equal the estimate: the spread is unknown.
   *
   * @param statistic function of values in ascending order, in an array that is valid only during
   *     the call
   * @throws IllegalArgumentException if there are no values, or one is NaN or infinite, or if the
   *     statistic of a resample is
   */
  public ConfidenceInterval of(ToDoubleFunction<double[]> statistic, double... values) {
    double[] sorted = sorted(values);
    int n = sorted.length;
    double estimate = evaluate(statistic, sorted.clone());
    if (sorted[0] == sorted[n - 1]) {
      return new ConfidenceInterval(this, n, estimate, estimate, estimate, 0);
    }
    double[] statistics = resample(statistic, sorted);
    double tail = (1 - level) / 2;
    double lower = tail;
    double upper = 1 - tail;
    if (method == Method.BCA) {
      double bias = bias(statistics, estimate);
      double acceleration = acceleration(statistic, sorted);
      lower = shift(lower, bias, acceleration);
      upper = shift(upper, bias, acceleration);
    }
    return new ConfidenceInterval(
        this,
        n,
        estimate,
        QuantileMethod.TYPE_7.of(statistics, lower),
        QuantileMethod.TYPE_7.of(statistics, upper),
        StandardDeviation.of(statistics).getAsDouble());
  }

  private static double[] sorted(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("values must not be empty");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "values must be finite, got " + values[i] + " at index " + i);
      }
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static double evaluate(ToDoubleFunction<double[]> statistic, double[] values) {
    double value = statistic.applyAsDouble(values);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "statistic must be finite, got " + value + " of " + values.length + " values");
    }
    return value;
  }

  /** Returns the statistics of the resamples, ascending. */
  private double[] resample(ToDoubleFunction<double[]> statistic, double[] sorted) {
    Random random = new Random(seed);
    double[] statistics = new double[resamples];
    for (int r = 0; r < resamples; r++) {
      int[] times = new int[sorted.length];
      for (int i = 0; i < sorted.length; i++) {
        times[random.nextInt(sorted.length)]++;
      }
      double[] resample = new double[sorted.length];
      int filled = 0;
      for (int i = 0; i < sorted.length; i++) {
        Arrays.fill(resample, filled, filled + times[i], sorted[i]);
        filled += times[i];
      }
      statistics[r] = evaluate(statistic, resample);
    }
    Arrays.sort(statistics);
    return statistics;
  }

  private double bias(double[] statistics, double estimate) {
    double below = 0;
    for (double value : statistics) {
      below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
    }
    // at 0 and 1 the normal quantile is infinite
    double kept = Math.min(Math.max(below, 0.5), resamples - 0.5);
    return standardNormal().inverseCumulativeProbability(kept / resamples);
  }

  private static double acceleration(ToDoubleFunction<double[]> statistic, double[] sorted) {
    int n = sorted.length;
    double[] without = new double[n];
    for (int i = 0; i < n; i++) {
      double[] others = new double[n - 1];
      System.arraycopy(sorted, 0, others, 0, i);
      System.arraycopy(sorted, i + 1, others, i, n - 1 - i);
      without[i] = evaluate(statistic, others);
    }
    double mean = Summary.meanOf(without);
    double squares = 0;
    double cubes = 0;
    for (double value : without) {
      double deviation = mean - value;
      squares += deviation * deviation;
      cubes += deviation * deviation * deviation;
    }
    return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
  }

  private static double shift(double probability, double bias, double acceleration) {
    double z = bias + standardNormal().inverseCumulativeProbability(probability);
    double stretch = 1 - acceleration * z;
    if (stretch <= 0) {
      // far in the tail: the limit for an infinite quantile
      return z > 0 ? 1 : 0;
    }
    return standardNormal().cumulativeProbability(bias + z / stretch);
  }

  private static NormalDistribution standardNormal() {
    return NormalDistribution.of(0, 1);
  }
}
