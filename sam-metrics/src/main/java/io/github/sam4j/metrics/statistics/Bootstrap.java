package io.github.sam4j.metrics.statistics;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How confidence intervals are made by drawing again from the values at hand: every resample has as
 * many values as there are, drawn with replacement, and the spread of a statistic over the
 * resamples stands for its uncertainty.
 *
 * <p>What is drawn must be independent, so give one value per volume (or patient), not per slice:
 * neighbouring slices resemble each other, and an interval over slices is several times too narrow.
 * It misleads on few values: of four volumes a resample has only 35 forms, and 95 % intervals of
 * less than about 15 values contain the truth clearly less often than that.
 *
 * <p>Chance comes from {@link Random}, whose algorithm is specified, so a seed draws the same
 * resamples on every machine. The draw counts how often each value occurs in a resample and hands
 * the values to the statistic in ascending order: resamples of the same values then have exactly
 * the same statistic, rounding included, which matters where ties with the estimate are counted.
 *
 * <p>[1] Efron and Tibshirani, An Introduction to the Bootstrap (1993). [2] Efron, J. Am. Stat.
 * Assoc. 82 (1987) 171.
 *
 * @param method how the ends are found
 * @param level share of intervals that are to contain the truth, in {@code (0, 1)}, such as 0.95
 * @param resamples how often is drawn, at least 2; 10,000 give an end two digits
 * @param seed of the draws
 */
public record Bootstrap(Method method, double level, int resamples, long seed) {
  private static final double USUAL_LEVEL = 0.95;
  private static final int USUAL_RESAMPLES = 10_000;

  /** How the ends of an interval are found among the sorted statistics of the resamples. */
  public enum Method {
    /**
     * The quantiles of {@code (1 - level) / 2} and {@code (1 + level) / 2},
     * {@link QuantileMethod#TYPE_7} [1].
     *
     * <p>Misleads if the statistic is skewed or biased, as scores near 1 are: then it lies too far
     * to one side.
     */
    PERCENTILE,
    /**
     * Bias-corrected and accelerated [2]: quantiles of probabilities that are shifted by the share
     * of resamples below the estimate and stretched by the skewness of the statistic.
     *
     * <p>Each probability p becomes {@code Φ(b + (b + z) / (1 - a (b + z)))} with {@code z =
     * Φ⁻¹(p)}; {@code b = Φ⁻¹} of the share of resamples below the estimate, those equal to it
     * counted half and the share kept half a resample away from 0 and 1; {@code a = Σd³ / (6
     * (Σd²)^1.5)} with the deviations d of the statistics without one value from their mean,
     * negated (jackknife), 0 if there are none.
     *
     * <p>Misleads with the median and other statistics that jump: leaving out one value tells
     * little about those; take {@link #PERCENTILE}.
     */
    BCA
  }

  /** Checks the ranges. */
  public Bootstrap {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be in (0, 1), got " + level);
    }
    if (resamples < 2) {
      throw new IllegalArgumentException("resamples must be at least 2, got " + resamples);
    }
  }

  /** Returns 95 % percentile intervals of 10,000 resamples. */
  public static Bootstrap percentile(long seed) {
    return new Bootstrap(Method.PERCENTILE, USUAL_LEVEL, USUAL_RESAMPLES, seed);
  }

  /** Returns 95 % BCa intervals of 10,000 resamples. */
  public static Bootstrap bca(long seed) {
    return new Bootstrap(Method.BCA, USUAL_LEVEL, USUAL_RESAMPLES, seed);
  }

  /**
   * Returns the interval of the mean.
   *
   * @throws IllegalArgumentException if there is no value, or one is NaN or infinite
   */
  public ConfidenceInterval mean(double... values) {
    return of(Summary::meanOf, values);
  }

  /**
   * Returns the interval of the median.
   *
   * @throws IllegalArgumentException if there is no value, or one is NaN or infinite
   */
  public ConfidenceInterval median(double... values) {
    return of(Summary::medianOf, values);
  }

  /**
   * Returns the interval of any statistic. If all values are equal, or there is one only, both ends
   * are the estimate: nothing is known about the spread.
   *
   * @param statistic of values in ascending order, in an array that is its own only during the call
   * @throws IllegalArgumentException if there is no value, or one is NaN or infinite, or the
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
    // beyond either end the normal quantile would be infinite, and no resample could tell more
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
      // far out in the tail: the limit, where the stretched quantile is infinite
      return z > 0 ? 1 : 0;
    }
    return standardNormal().cumulativeProbability(bias + z / stretch);
  }

  private static NormalDistribution standardNormal() {
    return NormalDistribution.of(0, 1);
  }
}
