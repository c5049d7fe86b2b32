package io.github.sam4j.metrics.surface;

import io.github.sam4j.metrics.EmptyPolicy;

/**
 * Which of the two masks is empty, and what to answer then.
 *
 * @param reference whether the reference is
 * @param prediction whether the prediction is
 */
record EmptyCase(boolean reference, boolean prediction, EmptyPolicy policy) {
  double answer(EmptyPolicy.Scale scale, double byFormula) {
    return policy.apply(reference, prediction, scale, byFormula);
  }

  /** Whether exactly one of them is. */
  boolean isOneSided() {
    return reference != prediction;
  }
}
