// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.selection;

import io.github.sam4j.metrics.Overlap;
import java.util.Comparator;

/**
 * The properties of a mask of the pool that the rules compare.
 *
 * <p>Shares are compared by cross-multiplication. A share of 0/0 then equals 0, as intended: it
 * only occurs if the reference is empty and no mask of the pool can be better.
 *
 * @param index index in the pool
 * @param overlap of the reference and the mask
 * @param predictedIou NaN if unknown
 */
record Candidate(int index, Overlap overlap, float predictedIou) {
  static final Comparator<Candidate> BY_IOU = (a, b) ->
      compareShares(a.overlap.truePositives(), a.union(), b.overlap.truePositives(), b.union());

  static final Comparator<Candidate> BY_DICE = (a, b) ->
      compareShares(a.overlap.truePositives(), a.areas(), b.overlap.truePositives(), b.areas());

  /** Unlike {@link Float#compare}, treats the two zeros as equal. */
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
