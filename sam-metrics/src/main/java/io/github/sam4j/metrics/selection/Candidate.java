package io.github.sam4j.metrics.selection;

import io.github.sam4j.metrics.Overlap;
import java.util.Comparator;

/**
 * A mask of the pool as the rules see it.
 *
 * <p>Shares are compared by multiplying crosswise. One of 0/0 then equals one of 0, which is meant:
 * it only occurs where the reference is empty and no mask of the pool can be better.
 *
 * @param index place in the pool
 * @param overlap of the reference and the mask
 * @param predictedIou NaN if unknown
 */
record Candidate(int index, Overlap overlap, float predictedIou) {
  static final Comparator<Candidate> BY_IOU = (a, b) ->
      compareShares(a.overlap.truePositives(), a.union(), b.overlap.truePositives(), b.union());

  static final Comparator<Candidate> BY_DICE = (a, b) ->
      compareShares(a.overlap.truePositives(), a.areas(), b.overlap.truePositives(), b.areas());

  /** Unlike {@link Float#compare}, it takes the two zeros for equal. */
  static final Comparator<Candidate> BY_PREDICTED_IOU =
      (a, b) -> a.predictedIou > b.predictedIou ? 1 : a.predictedIou < b.predictedIou ? -1 : 0;

  /** Returns whether the mask shares a pixel with the reference. */
  boolean touches() {
    return overlap.truePositives() > 0;
  }

  boolean hasPredictedIou() {
    return !Float.isNaN(predictedIou);
  }

  private long union() {
    return areas() - overlap.truePositives();
  }

  private long areas() {
    return overlap.referenceCount() + overlap.predictionCount();
  }

  private static int compareShares(long partA, long wholeA, long partB, long wholeB) {
    return Long.compare(Math.multiplyExact(partA, wholeB), Math.multiplyExact(partB, wholeA));
  }
}
