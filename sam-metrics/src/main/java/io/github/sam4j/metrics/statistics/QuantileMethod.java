package io.github.sam4j.metrics.statistics;

import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/**
 * Where between two of n sorted values a quantile lies; numbered as by Hyndman and Fan, Am. Stat.
 * 50 (1996) 361. Both interpolate linearly and give the same median; on few values the quartiles
 * differ visibly, so a report should name its method.
 */
public enum QuantileMethod {
  /** At position {@code (n - 1) p}, counted from 0: the default of NumPy, pandas and R. */
  TYPE_7,
  /**
   * At position {@code (n + 1) p}, counted from 1, the first or last value outside: the default of
   * SPSS and Minitab. Its quartiles lie further out.
   */
  TYPE_6;

  /**
   * Returns the quantile of values that are sorted ascending; NaN if there are none.
   *
   * @throws IllegalArgumentException if the probability isn't in {@code [0, 1]}
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
