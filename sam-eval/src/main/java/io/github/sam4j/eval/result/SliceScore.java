// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.metrics.Overlap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one choice scored for one object on one slice.
 *
 * @param slice where
 * @param series what
 * @param prompt what was asked, for people; empty for automatic masks
 * @param pool number of masks to choose from
 * @param chosen indices of the chosen masks in the pool, ascending; none is a miss
 * @param predictedIou the model's own estimate where exactly one mask was chosen, else NaN
 * @param overlap of the ground truth and the chosen masks together
 * @param scores besides what follows from the overlap, by metric; undefined ones are left out
 */
public record SliceScore(
    SliceId slice,
    Series series,
    String prompt,
    int pool,
    List<Integer> chosen,
    float predictedIou,
    Overlap overlap,
    Map<ScoreKey, Double> scores) {
  /** Copies the collections, scores that are NaN excepted. */
  public SliceScore {
    chosen = List.copyOf(chosen);
    scores = defined(scores);
  }

  /** Copies the scores that are not NaN. */
  static Map<ScoreKey, Double> defined(Map<ScoreKey, Double> scores) {
    return scores.entrySet().stream()
        .filter(score -> !score.getValue().isNaN())
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Returns a score by its metric, NaN where it is undefined or wasn't computed. */
  public double score(ScoreKey key) {
    return scores.getOrDefault(key, Double.NaN);
  }

  /** Returns whether anything was chosen, however bad. */
  public boolean detected() {
    return !chosen.isEmpty();
  }
}
