package io.github.sam4j.metrics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An IoU that is asked for: a fraction, and whether the fraction itself is enough. IoUs are
 * compared with it as integers.
 *
 * <p>Why not a {@code double}: thresholds that come from adding 0.05 again and again are
 * 0.6000000000000001 where 0.6 is meant, and lose an object whose IoU is exactly 3/5; and the
 * {@code double} called 0.3 is a little smaller than 3/10.
 *
 * @param numerator in lowest terms
 * @param denominator in lowest terms
 * @param inclusive whether an IoU of exactly this fraction is accepted
 */
public record IouThreshold(long numerator, long denominator, boolean inclusive) {
  /**
   * IoU above 1/2, the rule of panoptic quality: labels, which never overlap on their own side,
   * have at most one partner each.
   */
  public static final IouThreshold MORE_THAN_HALF = moreThan(1, 2);

  /** At least 0.5, 0.55, ... 0.95, ascending: the ten thresholds of COCO. */
  public static final List<IouThreshold> FROM_50_TO_95 = IntStream.rangeClosed(10, 19)
      .mapToObj(twentieths -> atLeast(twentieths, 20))
      .toList();

  /** Powers of ten up to this one fit a {@code long}. */
  private static final int MAX_DECIMALS = 18;

  /**
   * Reduces the fraction.
   *
   * @throws IllegalArgumentException outside {@code (0, 1]} if inclusive, {@code [0, 1)} if not: so
   *     that no threshold accepts masks that don't touch, and every one accepts some IoU
   */
  public IouThreshold {
    boolean inRange = inclusive
        ? numerator > 0 && numerator <= denominator
        : numerator >= 0 && numerator < denominator;
    if (!inRange) {
      throw new IllegalArgumentException("IoU threshold must be in "
          + (inclusive ? "(0, 1]" : "[0, 1)")
          + ", got numerator=" + numerator + " denominator=" + denominator);
    }
    long divisor =
        BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).longValue();
    numerator /= divisor;
    denominator /= divisor;
  }

  /**
   * Returns the threshold that an IoU has to reach.
   *
   * @throws IllegalArgumentException if the fraction is not in {@code (0, 1]}
   */
  public static IouThreshold atLeast(long numerator, long denominator) {
    return new IouThreshold(numerator, denominator, true);
  }

  /**
   * Returns the threshold that an IoU has to exceed; {@code moreThan(0, 1)} accepts all that
   * overlap.
   *
   * @throws IllegalArgumentException if the fraction is not in {@code [0, 1)}
   */
  public static IouThreshold moreThan(long numerator, long denominator) {
    return new IouThreshold(numerator, denominator, false);
  }

  /**
   * Returns the threshold that an IoU has to exceed: the decimal number that
   * {@link Double#toString(double)} prints, so that 0.3 is 3/10.
   *
   * @throws IllegalArgumentException outside {@code [0, 1)}, or with more than 18 decimals
   */
  public static IouThreshold moreThan(double decimal) {
    if (!(decimal >= 0 && decimal < 1)) {
      throw new IllegalArgumentException("threshold must be in [0, 1), got threshold=" + decimal);
    }
    BigDecimal exact = BigDecimal.valueOf(decimal).stripTrailingZeros();
    int decimals = Math.max(0, exact.scale());
    if (decimals > MAX_DECIMALS) {
      throw new IllegalArgumentException(
          "threshold must have at most " + MAX_DECIMALS + " decimals, got threshold=" + decimal);
    }
    return moreThan(
        exact.movePointRight(decimals).longValueExact(),
        BigInteger.TEN.pow(decimals).longValueExact());
  }

  /** Returns the fraction as the nearest {@code double}, for reports: never compare with it. */
  public double value() {
    return (double) numerator / (double) denominator;
  }

  /** Returns whether an IoU of {@code intersection / union} is enough; 0/0 never is. */
  public boolean accepts(long intersection, long union) {
    int order = compareProducts(intersection, denominator, union, numerator);
    return union > 0 && (inclusive ? order >= 0 : order > 0);
  }

  /** Returns whether the IoU of two masks is enough; that of two empty ones never is. */
  public boolean accepts(Overlap overlap) {
    return accepts(overlap.truePositives(), overlap.referenceCount() + overlap.falsePositives());
  }

  /** Compares a * b with c * d, none negative, where the products may exceed 64 bits. */
  private static int compareProducts(long a, long b, long c, long d) {
    int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
    return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
  }

  /** Returns the fraction for reports, {@code 0.25}; {@code 1/3} if it has no decimal form. */
  public String fraction() {
    BigInteger power = BigInteger.TEN.pow(MAX_DECIMALS);
    BigInteger[] parts = power.divideAndRemainder(BigInteger.valueOf(denominator));
    if (parts[1].signum() != 0) {
      return numerator + "/" + denominator;
    }
    return new BigDecimal(parts[0].multiply(BigInteger.valueOf(numerator)), MAX_DECIMALS)
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Returns the condition as reports name it, such as {@code > 0.25} or {@code >= 0.55}. */
  @Override
  public String toString() {
    return (inclusive ? ">= " : "> ") + fraction();
  }
}
