package io.github.sam4j.metrics.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * The outcome of Wilcoxon's signed-rank test: whether one of two methods scores higher on the same
 * volumes. Wilcoxon, Biometrics Bull. 1 (1945) 80.
 *
 * <p>The differences first - second are ranked by size, ties sharing their mean rank; the statistic
 * is the sum of the ranks of the positive ones. Pairs of equal scores are dropped before that, as
 * Wilcoxon did and SciPy and R do by default, and counted here: the more there are, the less the
 * p-value tells, since it is about the remaining pairs only. So are pairs of which a score is
 * undefined.
 *
 * <p>With at most {@value #EXACT_LIMIT} unequal pairs the p-value is exact, ties included: the
 * share of all assignments of signs whose statistic is at least as extreme. With more, it is that
 * of the normal approximation, corrected for ties and continuity. If no pair is left, it is 1.
 *
 * <p>Misleads on slices: pairs must be independent, so give one score per volume. Differences tie
 * only if they are equal as computed; scores that ought to tie but differ in the last digit should
 * be rounded first. A small p-value says nothing about the size of the difference, and of fewer
 * than six unequal pairs none is below 0.05 on two sides, however large.
 *
 * @param alternative what is set against "neither method scores higher"
 * @param pairs number of pairs, equal and undefined ones included
 * @param undefinedPairs number of pairs of which a score is NaN
 * @param equalPairs number of pairs of equal scores
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

  /** Most unequal pairs for which the p-value is exact. */
  public static final int EXACT_LIMIT = 50;

  /** What is set against "neither method scores higher". */
  public enum Alternative {
    /** One of the methods scores higher. */
    TWO_SIDED,
    /** The first method scores higher. */
    FIRST_HIGHER,
    /** The second method scores higher. */
    SECOND_HIGHER
  }

  /**
   * Compares the scores of two methods, two-sided.
   *
   * @throws IllegalArgumentException if the numbers of scores differ or are 0, or a score is
   *     infinite
   */
  public static WilcoxonSignedRank of(double[] first, double[] second) {
    return of(first, second, Alternative.TWO_SIDED);
  }

  /**
   * Compares the scores of two methods; those at the same index are a pair.
   *
   * @throws IllegalArgumentException if the numbers of scores differ or are 0, or a score is
   *     infinite
   */
  public static WilcoxonSignedRank of(double[] first, double[] second, Alternative alternative) {
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
    // of tied values the library gives the approximation only
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
