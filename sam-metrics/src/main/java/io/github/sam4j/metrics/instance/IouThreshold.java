package io.github.sam4j.metrics.instance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The IoU from which on two objects may be matched: a fraction, and whether the fraction itself is
 * enough. IoUs are compared with it as integers.
 *
 * <p>Why not a {@code double}: thresholds that come from adding 0.05 again and again are
 * 0.6000000000000001 where 0.6 is meant, and lose an object whose IoU is exactly 3/5.
 *
 * @param numerator in lowest terms
 * @param denominator in lowest terms
 * @param inclusive whether an IoU of exactly this fraction is accepted
 */
public record IouThreshold(int numerator, int denominator, boolean inclusive) {
  /**
   * IoU above 1/2, the rule of panoptic quality: labels, which never overlap on their own side,
   * have at most one partner each.
   */
  public static final IouThreshold MORE_THAN_HALF = moreThan(1, 2);

  /** At least 0.5, 0.55, ... 0.95, ascending: the ten thresholds of COCO. */
  public static final List<IouThreshold> FROM_50_TO_95 = IntStream.rangeClosed(10, 19)
      .mapToObj(twentieths -> atLeast(twentieths, 20))
      .toList();

  /** A power of ten in whose fractions a threshold is printed if it can be. */
  private static final int BILLION = 1_000_000_000;

  /**
   * Reduces the fraction.
   *
   * @throws IllegalArgumentException outside {@code (0, 1]} if inclusive, {@code [0, 1)} if not: so
   *     that no threshold accepts objects that don't touch, and every one accepts some IoU
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
    int divisor =
        BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).intValue();
    numerator /= divisor;
    denominator /= divisor;
  }

  /**
   * Returns the threshold that an IoU has to reach.
   *
   * @throws IllegalArgumentException if the fraction is not in {@code (0, 1]}
   */
  public static IouThreshold atLeast(int numerator, int denominator) {
    return new IouThreshold(numerator, denominator, true);
  }

  /**
   * Returns the threshold that an IoU has to exceed; {@code moreThan(0, 1)} accepts all that
   * overlap.
   *
   * @throws IllegalArgumentException if the fraction is not in {@code [0, 1)}
   */
  public static IouThreshold moreThan(int numerator, int denominator) {
    return new IouThreshold(numerator, denominator, false);
  }

  /** Returns the fraction as the nearest {@code double}, for reports: never compare with it. */
  public double value() {
    return (double) numerator / denominator;
  }

  /** Returns whether the overlap of two objects is enough. */
  public boolean accepts(InstancePair pair) {
    long found = Math.multiplyExact(pair.intersection(), denominator);
    long asked = Math.multiplyExact(pair.union(), numerator);
    return inclusive ? found >= asked : found > asked;
  }

  /**
   * Returns the condition as reports name it, such as {@code > 0.25} or {@code >= 0.55}; a fraction
   * that has no short decimal form is printed as one, {@code > 1/3}.
   */
  @Override
  public String toString() {
    String fraction = BILLION % denominator == 0
        ? BigDecimal.valueOf((long) BILLION / denominator * numerator, 9)
            .stripTrailingZeros()
            .toPlainString()
        : numerator + "/" + denominator;
    return (inclusive ? ">= " : "> ") + fraction;
  }
}
