package io.github.sam4j.eval.result;

import io.github.sam4j.metrics.statistics.Bootstrap;
import io.github.sam4j.metrics.statistics.Bootstrap.ConfidenceInterval;
import io.github.sam4j.metrics.statistics.Summary;

/**
 * Mean and median of scores, and the confidence interval of the mean. Without a score everything
 * but {@code n} is NaN; so is the interval of a single score.
 *
 * @param n number of scores; undefined ones are left out and not counted
 * @param mean in the unit of the scores
 * @param median the middle score, or the mean of the middle two
 * @param lower end of the confidence interval of the mean
 * @param upper end of the confidence interval of the mean
 */
public record Estimate(int n, double mean, double median, double lower, double upper) {
  private static final Estimate NONE =
      new Estimate(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /** Summarises scores; those that are undefined or infinite are left out. */
  static Estimate of(Bootstrap bootstrap, double... scores) {
    Summary summary = Summary.of(scores);
    if (summary.n() == 0) {
      return NONE;
    }
    if (summary.n() == 1) {
      return new Estimate(1, summary.mean(), summary.median(), Double.NaN, Double.NaN);
    }
    ConfidenceInterval interval = bootstrap.mean(summary.values());
    return new Estimate(
        summary.n(), summary.mean(), summary.median(), interval.lower(), interval.upper());
  }
}
