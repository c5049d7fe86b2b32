// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import java.util.Objects;

/**
 * The value of a metric for empty masks. Tools differ more on this than on anything else, so an
 * average of scores cannot be interpreted without the policy, which belongs in every report.
 *
 * <p>The {@link #DEFAULT default} applies the formula in every case: a quotient 0/0 is undefined
 * (NaN), so nearly all metrics are undefined if both masks are empty; if one is empty, Dice and IoU
 * are 0 and distances are infinite, since there is no surface to measure to. A
 * {@linkplain io.github.sam4j.metrics.statistics.Summary summary} then counts the undefined and
 * infinite values instead of hiding them.
 *
 * @param bothEmpty answer if neither mask has a pixel
 * @param referenceEmpty answer if only the prediction has pixels: all are false positives
 * @param predictionEmpty answer if only the reference has pixels: a miss
 */
public record EmptyPolicy(Answer bothEmpty, Answer referenceEmpty, Answer predictionEmpty) {
  /** Applies the formula in every case. */
  public static final EmptyPolicy DEFAULT =
      new EmptyPolicy(Answer.FORMULA, Answer.FORMULA, Answer.FORMULA);

  /** Two empty masks agree perfectly; the formula applies in the other cases. */
  public static final EmptyPolicy BOTH_EMPTY_IS_BEST =
      new EmptyPolicy(Answer.BEST, Answer.FORMULA, Answer.FORMULA);

  /**
   * Two empty masks have the worst value, 0 or infinite; the formula applies in the other cases.
   */
  public static final EmptyPolicy BOTH_EMPTY_IS_WORST =
      new EmptyPolicy(Answer.WORST, Answer.FORMULA, Answer.FORMULA);

  /** Checks that no answer is null. */
  public EmptyPolicy {
    Objects.requireNonNull(bothEmpty, "bothEmpty");
    Objects.requireNonNull(referenceEmpty, "referenceEmpty");
    Objects.requireNonNull(predictionEmpty, "predictionEmpty");
  }

  /** The value in one of the cases. */
  public enum Answer {
    /** The value of the formula: a number, infinite, or NaN for 0/0. */
    FORMULA,
    /** NaN. */
    UNDEFINED,
    /** The best value of the metric: 1 for an agreement, 0 for an error. */
    BEST,
    /** The worst value of the metric: 0 for an agreement, positive infinity for an error. */
    WORST
  }

  /** The range of a metric and its best end. */
  public enum Scale {
    /** A share in {@code [0, 1]}; 1 is best. */
    AGREEMENT(1, 0),
    /** A distance or relative error in {@code [0, ∞]}; 0 is best. */
    ERROR(0, Double.POSITIVE_INFINITY);

    private final double best;
    private final double worst;

    Scale(double best, double worst) {
      this.best = best;
      this.worst = worst;
    }
  }

  /**
   * Returns a metric's value under this policy.
   *
   * @param byFormula the value of the metric's formula; returned unchanged if neither mask is empty
   */
  public double apply(
      boolean emptyReference, boolean emptyPrediction, Scale scale, double byFormula) {
    if (!emptyReference && !emptyPrediction) {
      return byFormula;
    }
    Answer answer = emptyReference ? emptyPrediction ? bothEmpty : referenceEmpty : predictionEmpty;
    return switch (answer) {
      case FORMULA -> byFormula;
      case UNDEFINED -> Double.NaN;
      case BEST -> scale.best;
      case WORST -> scale.worst;
    };
  }
}
