// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.model.InferenceException;
import io.github.sam4j.weights.internal.format.FiniteValues;
import java.nio.FloatBuffer;

/**
 * Refuses what graphs yield if it is not finite: masks drawn from NaN are empty or full, and would
 * look like an answer.
 */
final class FiniteOutputs {
  private FiniteOutputs() {}

  /**
   * Checks the values of an output from the first to the limit of the buffer.
   *
   * @throws InferenceException if one is NaN or infinite
   */
  static void require(String what, FloatBuffer values) {
    FiniteValues.problem(values).ifPresent(problem -> {
      throw new InferenceException(what + " has " + problem
          + ": the model or its precision is at fault, no mask can be drawn from it");
    });
  }
}
