// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

/**
 * Two thresholds of the reference. 0 switches a filter off; scores are compared in single
 * precision.
 */
record Thresholds(double predictedIou, double stability) {
  /** Returns whether a predicted IoU exceeds the threshold. */
  boolean passesPredictedIou(float score) {
    return predictedIou == 0 || score > (float) predictedIou;
  }

  /** Returns whether a stability reaches the threshold; NaN, no pixel at all, doesn't. */
  boolean passesStability(float score) {
    return stability == 0 || score >= (float) stability;
  }
}
