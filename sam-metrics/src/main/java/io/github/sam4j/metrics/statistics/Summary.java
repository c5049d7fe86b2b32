// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * The location and spread of a list of scores, regardless of their order.
 *
 * <p>Scores can be undefined (NaN) or infinite, such as the surface distance of a miss. All
 * statistics are computed from the finite scores, and the others are counted: a mean distance over
 * 12 of 20 volumes is not comparable with one over all 20, and omitting the worst scores flatters a
 * method. Report statistics together with these counts, as {@link #toString()} does.
 *
 * <p>Without finite scores, every statistic is NaN. Unless stated otherwise, a statistic has the
 * unit of the scores and lies between the smallest and the largest one.
 */
public final class Summary {
  /**
   * How a quantile is interpolated between two of n sorted values; numbered as by Hyndman and Fan,
   * Am. Stat. 50 (1996) 361. Both methods interpolate linearly and yield the same median; quartiles
   * of few values differ visibly, so a report should name its method.
   */
  public enum QuantileMethod {
    /** At position {@code (n - 1) p}, counted from 0: the default of NumPy, pandas and R. */
    TYPE_7,
    /**
     * At position {@code (n + 1) p}, counted from 1, clamped to the first and last value: the
     * default of SPSS and Minitab. Its quartiles lie further apart.
     */
    TYPE_6;

    /**
     * Returns the quantile of values in ascending order; NaN if there are none.
     *
     * @throws IllegalArgumentException if the probability is not in {@code [0, 1]}
     */
    double of(double[] sorted, double probability) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("probability must be in [0, 1], got " + probability);
      }
      EstimationMethod method = switch (this) {
        case TYPE_7 -> EstimationMethod.HF7;
        case TYPE_6 -> EstimationMethod.HF6;
      };
      return Quantile.withDefaults()
          .with(method)
          .evaluate(sorted.length, i -> sorted[i], probability);
    }
  }

  /** The finite scores, ascending. */
  private final double[] sorted;

  private final int undefined;
  private final int infinite;

  private Summary(double[] sorted, int undefined, int infinite) {
    this.sorted = sorted;
    this.undefined = undefined;
    this.infinite = infinite;
  }

  /** Summarises scores; there may be none. */
  public static Summary of(double... scores) {
    int undefined = (int) Arrays.stream(scores).filter(Double::isNaN).count();
    int infinite = (int) Arrays.stream(scores).filter(Double::isInfinite).count();
    double[] sorted = Arrays.stream(scores).filter(Double::isFinite).sorted().toArray();
    return new Summary(sorted, undefined, infinite);
  }

  /** Returns the number of finite scores. */
  public int n() {
    return sorted.length;
  }

  /** Returns the number of scores that are NaN; statistics ignore them. */
  public int undefined() {
    return undefined;
  }

  /** Returns the number of infinite scores of either sign; statistics ignore them. */
  public int infinite() {
    return infinite;
  }

  /** Returns a copy of the finite scores, ascending. */
  public double[] values() {
    return sorted.clone();
  }

  /**
   * Returns the arithmetic mean.
   *
   * <p>Misleads if slices are either found or missed: no slice has a score near the mean of 0 and
   * 1.
   */
  public double mean() {
    return meanOf(sorted);
  }

  /**
   * Returns the median: the middle score, or the mean of the middle two.
   *
   * <p>Misleads if slices are either found or missed: one more slice can move it from one end of
   * the range to the other.
   */
  public double median() {
    return medianOf(sorted);
  }

  /** Returns the first quartile, {@link QuantileMethod#TYPE_7}. */
  public double q25() {
    return quantile(0.25);
  }

  /** Returns the third quartile, {@link QuantileMethod#TYPE_7}. */
  public double q75() {
    return quantile(0.75);
  }

  /**
   * Returns the interquartile range, {@code q75 - q25}, at least 0.
   *
   * <p>Misleads on few scores, for which it depends on the method of the quartiles.
   */
  public double iqr() {
    return q75() - q25();
  }

  /**
   * Returns a quantile, {@link QuantileMethod#TYPE_7}.
   *
   * @param probability in {@code [0, 1]}; 0 is the smallest score, 1 the largest
   * @throws IllegalArgumentException if the probability is out of range
   */
  public double quantile(double probability) {
    return quantile(probability, QuantileMethod.TYPE_7);
  }

  /**
   * Returns a quantile under the given method.
   *
   * @param probability in {@code [0, 1]}; 0 is the smallest score, 1 the largest
   * @throws IllegalArgumentException if the probability is out of range
   */
  public double quantile(double probability, QuantileMethod method) {
    return method.of(sorted, probability);
  }

  /**
   * Returns the sample standard deviation (divisor {@code n - 1}), at least 0; NaN for a single
   * score.
   *
   * <p>The one to report if the volumes are a sample. Misleads on scores near the end of their
   * range: the mean plus one standard deviation may exceed 1.
   */
  public double sdSample() {
    return n() < 2 ? Double.NaN : StandardDeviation.of(sorted).getAsDouble();
  }

  /**
   * Returns the population standard deviation (divisor {@code n}), at least 0; 0 for a single
   * score. NumPy's default.
   *
   * <p>Underestimates the spread if the scores are a sample.
   */
  public double sdPopulation() {
    return StandardDeviation.of(sorted).setBiased(true).getAsDouble();
  }

  /** Returns the smallest finite score. */
  public double min() {
    return quantile(0);
  }

  /** Returns the largest finite score. */
  public double max() {
    return quantile(1);
  }

  /** Returns the mean, with the JDK's compensated summation; NaN of no values. */
  static double meanOf(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** Returns the median; NaN of no values. */
  static double medianOf(double[] values) {
    return Median.withDefaults().withCopy(true).evaluate(values);
  }

  @Override
  public String toString() {
    return "n=" + n() + " undefined=" + undefined + " infinite=" + infinite + " mean=" + mean()
        + " sdSample=" + sdSample() + " min=" + min() + " q25=" + q25() + " median=" + median()
        + " q75=" + q75() + " max=" + max();
  }
}
