package io.github.sam4j.metrics.statistics;

/**
 * A statistic and the interval that a {@link Bootstrap} found for it.
 *
 * @param bootstrap how it was found
 * @param n number of values that the statistic is of
 * @param estimate the statistic of the values themselves; may lie outside of the interval if the
 *     statistic is biased
 * @param lower end, inclusive
 * @param upper end, inclusive
 * @param standardError the standard deviation (over {@code resamples - 1}) of the statistic over
 *     the resamples
 */
public record ConfidenceInterval(
    Bootstrap bootstrap, int n, double estimate, double lower, double upper, double standardError) {

  /** Checks that the ends are in order. */
  public ConfidenceInterval {
    if (!(lower <= upper)) {
      throw new IllegalArgumentException(
          "lower must not be above upper, got lower=" + lower + " upper=" + upper);
    }
  }
}
