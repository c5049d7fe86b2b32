// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import java.util.List;
import java.util.Map;

/**
 * The answers to one question, and what was chosen from them.
 *
 * @param clicks number of clicks so far, where a protocol adds them one by one; else 0
 * @param prompt what was asked, for people, such as {@code +(31, 42)} or {@code [10, 12, 40, 33]};
 *     empty for automatic masks
 * @param pool the answers to choose from
 * @param choices what was chosen from them
 */
public record Trial(int clicks, String prompt, List<ScoredMask> pool, List<Choice> choices) {
  /** Copies the lists. */
  public Trial {
    pool = List.copyOf(pool);
    choices = List.copyOf(choices);
  }

  /**
   * A choice from the pool.
   *
   * @param selection name of one of the {@linkplain Protocol#selections() selections} of the
   *     protocol
   * @param indices of the chosen masks in the pool, ascending; none is a miss
   * @param mask the chosen ones together; empty if there are none
   * @param scores of the mask against the truth, besides what follows from their pixel counts
   */
  public record Choice(
      String selection, List<Integer> indices, Mask mask, Map<ScoreKey, Double> scores) {
    /** Copies the collections. */
    public Choice {
      indices = List.copyOf(indices);
      scores = Map.copyOf(scores);
    }

    /** A choice without further scores. */
    public Choice(String selection, List<Integer> indices, Mask mask) {
      this(selection, indices, mask, Map.of());
    }
  }
}
