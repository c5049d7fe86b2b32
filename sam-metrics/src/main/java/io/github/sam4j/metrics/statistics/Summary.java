package io.github.sam4j.metrics.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;

/**
 * Where a list of scores lies and how far it spreads. The order of the scores doesn't matter.
 *
 * <p>Scores can be undefined (NaN) or infinite, such as the surface distance of a miss. All
 * statistics are over the finite ones, and the others are counted: a mean distance over 12 of 20
 * volumes means something else than one over 20, and leaving out the worst flatters. Scores are
 * best summed up with the counts beside them, as {@link #toString()} does.
 *
 * <p>Of no finite scores every statistic is NaN. Unless said otherwise, a statistic has the unit of
 * the scores and lies between the smallest and the largest.
 */
public final class Summary {
  /** The finite scores, ascending. */
  private final double[] sorted;

  private final int undefined;
  private final int infinite;

  private Summary(double[] sorted, int undefined, int infinite) {
    this.sorted = sorted;
    this.undefined = undefined;
    this.infinite = infinite;
  }

  /** Sums up scores, of which there may be none. */
  public static Summary of(double... scores) {
    int undefined = (int) Arrays.stream(scores).filter(Double::isNaN).count();
    int infinite = (int) Arrays.stream(scores).filter(Double::isInfinite).count();
    double[] sorted = Arrays.stream(scores).filter(Double::isFinite).sorted().toArray();
    return new Summary(sorted, undefined, infinite);
  }

  /** Number of finite scores. */
  public int n() {
    return sorted.length;
  }

  /** Number of scores that are NaN, which no statistic takes into account. */
  public int undefined() {
    return undefined;
  }

  /** Number of infinite scores of either sign, which no statistic takes into account. */
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
   * <p>Misleads where slices are either found or missed: the mean of 0 and 1 is a score that no
   * slice has.
   */
  public double mean() {
    return meanOf(sorted);
  }

  /**
   * Returns the middle score, or the mean of the middle two.
   *
   * <p>Misleads where slices are either found or missed: one slice more can move it from 0 to the
   * other end.
   */
  public double median() {
    return medianOf(sorted);
  }

  /** Returns the quantile of 1/4, {@link QuantileMethod#TYPE_7}. */
  public double q25() {
    return quantile(0.25);
  }

  /** Returns the quantile of 3/4, {@link QuantileMethod#TYPE_7}. */
  public double q75() {
    return quantile(0.75);
  }

  /**
   * Returns the interquartile range, {@code q75 - q25}, at least 0.
   *
   * <p>Misleads on few scores, where it depends on the method of the quartiles.
   */
  public double iqr() {
    return q75() - q25();
  }

  /**
   * Returns a quantile, {@link QuantileMethod#TYPE_7}.
   *
   * @param probability in {@code [0, 1]}; 0 is the smallest score, 1 the largest
   * @throws IllegalArgumentException if it isn't
   */
  public double quantile(double probability) {
    return quantile(probability, QuantileMethod.TYPE_7);
  }

  /**
   * Returns a quantile by a method.
   *
   * @param probability in {@code [0, 1]}; 0 is the smallest score, 1 the largest
   * @throws IllegalArgumentException if it isn't
   */
  public double quantile(double probability, QuantileMethod method) {
    return method.of(sorted, probability);
  }

  /**
   * Returns the standard deviation of a sample, the root of the squared deviations over {@code n -
   * 1}, at least 0; NaN for a single score.
   *
   * <p>The one to report of volumes that stand for others. Misleads on scores near the end of their
   * range: the mean plus one deviation may be above 1.
   */
  public double sdSample() {
    return n() < 2 ? Double.NaN : StandardDeviation.of(sorted).getAsDouble();
  }

  /**
   * Returns the standard deviation of a population, the root of the squared deviations over
   * {@code n}, at least 0; 0 for a single score. NumPy's default.
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

  /** Returns the mean, summed with compensation as the JDK does; NaN of no values. */
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
