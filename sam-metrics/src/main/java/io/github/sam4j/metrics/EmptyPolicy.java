package io.github.sam4j.metrics;

/**
 * What a metric answers when a mask is empty. Tools differ on this more than on anything else, so
 * whoever averages scores should know the policy behind them; it belongs into every report.
 *
 * <p>The {@link #DEFAULT default} leaves every case to the formula: a quotient 0/0 is undefined
 * (NaN), so with both masks empty nearly everything is; with one of them empty, Dice and IoU are 0
 * and distances are infinite, since no surface is there to be near to. An average then shows how
 * many values were undefined or infinite instead of hiding them.
 *
 * @param bothEmpty when neither mask has a pixel
 * @param referenceEmpty when only the prediction has pixels: all false positives
 * @param predictionEmpty when only the reference has pixels: a miss
 */
public record EmptyPolicy(Answer bothEmpty, Answer referenceEmpty, Answer predictionEmpty) {
  /** Every case by the formula. */
  public static final EmptyPolicy DEFAULT =
      new EmptyPolicy(Answer.FORMULA, Answer.FORMULA, Answer.FORMULA);

  /** Two empty masks agree perfectly; the other cases by the formula. */
  public static final EmptyPolicy BOTH_EMPTY_IS_BEST =
      new EmptyPolicy(Answer.BEST, Answer.FORMULA, Answer.FORMULA);

  /** Two empty masks get the worst value, 0 or infinite; the other cases by the formula. */
  public static final EmptyPolicy BOTH_EMPTY_IS_WORST =
      new EmptyPolicy(Answer.WORST, Answer.FORMULA, Answer.FORMULA);

  /** An answer. */
  public enum Answer {
    /** What the formula gives: a number, infinite, or NaN for 0/0. */
    FORMULA,
    /** NaN. */
    UNDEFINED,
    /** The best value that the metric can take: 1 for an agreement, 0 for an error. */
    BEST,
    /** The worst value: 0 for an agreement, positive infinity for an error. */
    WORST
  }

  /** Which end of a metric's range is good. */
  public enum Scale {
    /** A share in {@code [0, 1]}, 1 is best. */
    AGREEMENT(1, 0),
    /** A distance or relative error in {@code [0, ∞]}, 0 is best. */
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
   * @param byFormula what the metric's formula gives; returned as it is if no mask is empty
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
