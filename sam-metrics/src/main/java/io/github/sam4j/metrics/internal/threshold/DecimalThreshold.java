package io.github.sam4j.metrics.internal.threshold;

import io.github.sam4j.metrics.Overlap;
import java.math.BigDecimal;

/**
 * A threshold that an IoU has to exceed: the decimal number that {@link Double#toString(double)}
 * prints, not the binary fraction near it. An IoU of exactly 3/10 is not above 0.3, although the
 * {@code double} of that name is a little smaller.
 *
 * @param value in {@code [0, 1)}, without trailing zeros
 */
public record DecimalThreshold(BigDecimal value) {
  /**
   * Returns the threshold that a number is printed as.
   *
   * @throws IllegalArgumentException outside {@code [0, 1)}
   */
  public static DecimalThreshold of(double threshold) {
    if (!(threshold >= 0 && threshold < 1)) {
      throw new IllegalArgumentException("threshold must be in [0, 1), got threshold=" + threshold);
    }
    return new DecimalThreshold(BigDecimal.valueOf(threshold).stripTrailingZeros());
  }

  /** Returns whether an IoU is above, compared as fractions; 0/0 never is. */
  public boolean isExceededBy(Overlap overlap) {
    BigDecimal union = BigDecimal.valueOf(overlap.referenceCount() + overlap.falsePositives());
    return BigDecimal.valueOf(overlap.truePositives()).compareTo(value.multiply(union)) > 0;
  }

  /**
   * Returns the decimals without an exponent.
   *
   * @param atLeast so many decimals, filled up with zeros
   */
  public String toPlainString(int atLeast) {
    return value.setScale(Math.max(atLeast, value.scale())).toPlainString();
  }
}
