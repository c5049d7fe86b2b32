// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A minimum IoU: a fraction, and whether an IoU equal to it is accepted. IoUs are compared with it
 * in integer arithmetic.
 *
 * <p>A {@code double} would not do: repeated addition of 0.05 yields 0.6000000000000001 instead of
 * 0.6, which rejects an object whose IoU is exactly 3/5; and the {@code double} 0.3 is slightly
 * smaller than 3/10.
 *
 * @param numerator in lowest terms
 * @param denominator in lowest terms
 * @param inclusive whether an IoU of exactly this fraction is accepted
 */
public record IouThreshold(long numerator, long denominator, boolean inclusive) {
  /**
   * IoU above 1/2, the rule of panoptic quality: since the labels of a map never overlap each
   * other, each has at most one partner.
   */
  public static final IouThreshold MORE_THAN_HALF = moreThan(1, 2);

  /** At least 0.5, 0.55, ... 0.95, ascending: the ten thresholds of COCO. */
  public static final List<IouThreshold> FROM_50_TO_95 = IntStream.rangeClosed(10, 19)
      .mapToObj(twentieths -> atLeast(twentieths, 20))
      .toList();

  /** The largest power of ten that fits into a {@code long}. */
  private static final int MAX_DECIMALS = 18;

  /**
   * Reduces the fraction.
   *
   * @throws IllegalArgumentException outside {@code (0, 1]} if inclusive, {@code [0, 1)} if not: no
   *     threshold accepts masks that do not touch, and every threshold accepts some IoU
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
   * Returns a threshold that an IoU must reach.
   *
   * @throws IllegalArgumentException if the fraction is not in {@code (0, 1]}
   */
  public static IouThreshold atLeast(long numerator, long denominator) {
    return new IouThreshold(numerator, denominator, true);
  }

  /**
   * Returns a threshold that an IoU must exceed; {@code moreThan(0, 1)} accepts any overlap.
   *
   * @throws IllegalArgumentException if the fraction is not in {@code [0, 1)}
   */
  public static IouThreshold moreThan(long numerator, long denominator) {
    return new IouThreshold(numerator, denominator, false);
  }

  /**
   * Returns a threshold that an IoU must exceed, given as the decimal number that
   * {@link Double#toString(double)} prints: 0.3 is 3/10.
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

  /** Returns the fraction as the nearest {@code double}, for reports but not for comparisons. */
  public double value() {
    return (double) numerator / (double) denominator;
  }

  /** Returns whether an IoU of {@code intersection / union} is accepted; 0/0 never is. */
  public boolean accepts(long intersection, long union) {
    int order = compareProducts(intersection, denominator, union, numerator);
    return union > 0 && (inclusive ? order >= 0 : order > 0);
  }

  /** Returns whether the IoU of two masks is accepted; that of two empty masks never is. */
  public boolean accepts(Overlap overlap) {
    return accepts(overlap.truePositives(), overlap.referenceCount() + overlap.falsePositives());
  }

  /** Compares a * b with c * d for non-negative factors whose products may exceed 64 bits. */
  private static int compareProducts(long a, long b, long c, long d) {
    int high = Long.compare(Math.multiplyHigh(a, b), Math.multiplyHigh(c, d));
    return high != 0 ? high : Long.compareUnsigned(a * b, c * d);
  }

  /**
   * Returns the fraction for reports, such as {@code 0.25}, or {@code 1/3} if it has no decimal
   * form.
   */
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

  /** Returns the condition for reports, such as {@code > 0.25} or {@code >= 0.55}. */
  @Override
  public String toString() {
    return (inclusive ? ">= " : "> ") + fraction();
  }
}
