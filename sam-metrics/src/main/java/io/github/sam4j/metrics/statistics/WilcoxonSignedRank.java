// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * The result of Wilcoxon's signed-rank test of whether one of two methods scores higher on the same
 * volumes. Wilcoxon, Biometrics Bull. 1 (1945) 80.
 *
 * <p>The differences {@code first - second} are ranked by absolute value, ties sharing their mean
 * rank; the statistic is the sum of the ranks of the positive differences. Pairs of equal scores,
 * and pairs with an undefined score, are removed beforehand and counted, as by Wilcoxon and by
 * default in SciPy and R; the p-value only concerns the remaining pairs.
 *
 * <p>With at most {@value #EXACT_LIMIT} unequal pairs, the p-value is exact, even with ties: the
 * share of all assignments of signs whose statistic is at least as extreme. With more pairs, it is
 * that of the normal approximation with corrections for ties and continuity. If no pair remains, it
 * is 1.
 *
 * <p>Misleads on slices: pairs must be independent, so pass one score per volume. Differences tie
 * only if they are exactly equal; round scores that should tie but differ in the last digit. A
 * small p-value says nothing about the size of the difference, and with fewer than six unequal
 * pairs no two-sided p-value is below 0.05, however large the differences.
 *
 * @param alternative alternative to the hypothesis that neither method scores higher
 * @param pairs number of pairs, including equal and undefined ones
 * @param undefinedPairs number of pairs with a score of NaN
 * @param equalPairs number of pairs with equal scores
 * @param statistic sum of the ranks of the positive differences, in {@code [0, m (m + 1) / 2]} for
 *     m unequal pairs
 * @param pValue probability of a statistic at least as extreme if neither method scores higher, in
 *     {@code [0, 1]}
 * @param exact whether the p-value is exact
 */
public record WilcoxonSignedRank(
    Alternative alternative,
    int pairs,
    int undefinedPairs,
    int equalPairs,
    double statistic,
    double pValue,
    boolean exact) {

  /** Largest number of unequal pairs for which the p-value is exact. */
  public static final int EXACT_LIMIT = 50;

  /** The alternative to the hypothesis that neither method scores higher. */
  public enum Alternative {
    /** One of the methods scores higher. */
    TWO_SIDED,
    /** The first method scores higher. */
    FIRST_HIGHER,
    /** The second method scores higher. */
    SECOND_HIGHER
  }

  /**
   * Compares the scores of two methods in a two-sided test.
   *
   * @throws IllegalArgumentException if the numbers of scores differ or are 0, or a score is
   *     infinite
   */
  public static WilcoxonSignedRank of(double[] first, double[] second) {
    return of(first, second, Alternative.TWO_SIDED);
  }

  /**
   * Compares the scores of two methods; scores at the same index form a pair.
   *
   * @throws IllegalArgumentException if the numbers of scores differ or are 0, or a score is
   *     infinite
   */
  public static WilcoxonSignedRank of(double[] first, double[] second, Alternative alternative) {
    Objects.requireNonNull(alternative, "alternative");
    double[] defined = Arrays.stream(differences(first, second))
        .filter(difference -> !Double.isNaN(difference))
        .toArray();
    double[] unequal =
        Arrays.stream(defined).filter(difference -> difference != 0).toArray();
    int undefinedPairs = first.length - defined.length;
    int equalPairs = defined.length - unequal.length;
    if (unequal.length == 0) {
      return new WilcoxonSignedRank(
          alternative, first.length, undefinedPairs, equalPairs, 0, 1, true);
    }
    boolean exact = unequal.length <= EXACT_LIMIT;
    WilcoxonSignedRankTest.Result result = WilcoxonSignedRankTest.withDefaults()
        .with(hypothesis(alternative))
        .with(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC)
        .test(unequal);
    // with ties the library only offers the approximation
    double pValue = exact && result.hasTiedValues()
        ? new SignAssignments(unequal).pValue(alternative)
        : result.getPValue();
    return new WilcoxonSignedRank(
        alternative,
        first.length,
        undefinedPairs,
        equalPairs,
        result.getStatistic(),
        pValue,
        exact);
  }

  private static double[] differences(double[] first, double[] second) {
    if (first.length != second.length || first.length == 0) {
      throw new IllegalArgumentException("scores must be pairs, got first.length=" + first.length
          + " second.length=" + second.length);
    }
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      if (Double.isInfinite(first[i]) || Double.isInfinite(second[i])) {
        throw new IllegalArgumentException("scores must not be infinite, got first=" + first[i]
            + " second=" + second[i] + " at index " + i);
      }
      differences[i] = first[i] - second[i];
    }
    return differences;
  }

  private static AlternativeHypothesis hypothesis(Alternative alternative) {
    return switch (alternative) {
      case TWO_SIDED -> AlternativeHypothesis.TWO_SIDED;
      case FIRST_HIGHER -> AlternativeHypothesis.GREATER_THAN;
      case SECOND_HIGHER -> AlternativeHypothesis.LESS_THAN;
    };
  }
}
