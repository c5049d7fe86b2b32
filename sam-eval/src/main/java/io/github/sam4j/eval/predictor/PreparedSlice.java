// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.predictor;

import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.List;

/**
 * A slice that is ready for any number of predictions. What can be predicted are its capabilities:
 * the subtypes of this interface that it implements, those here or others. It belongs to one thread
 * at a time.
 */
public interface PreparedSlice extends AutoCloseable {
  /** A slice on which prompts can be answered. */
  interface Promptable extends PreparedSlice {
    /**
     * Answers prompts, each independently of the others.
     *
     * @return for each prompt one mask, or three for a multimask prompt, in the order of the
     *     model's outputs
     * @throws IllegalArgumentException if a prompt lies outside of the slice
     */
    List<List<ScoredMask>> predict(List<Prompt> prompts);
  }

  /** A slice of which everything can be segmented without a prompt. */
  interface Automatic extends PreparedSlice {
    /**
     * Finds masks for everything on the slice.
     *
     * @param progress hears how far it is, and can cancel
     * @return the best first, by the model's own estimate
     */
    List<ScoredMask> automatic(Progress progress);
  }

  /**
   * Returns the slice as one with a capability.
   *
   * @throws IllegalStateException if the slice doesn't offer it
   */
  default <C extends PreparedSlice> C as(Class<C> capability) {
    if (!capability.isInstance(this)) {
      throw new IllegalStateException(
          "expected a slice that is " + capability.getSimpleName() + ", got " + getClass());
    }
    return capability.cast(this);
  }

  /** Frees the slice. Idempotent. */
  @Override
  void close();
}
