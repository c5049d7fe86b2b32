// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.metrics.Overlap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The results of one slice.
 *
 * @param slice where
 * @param truths the pixels of each object by its name
 * @param scores one per object, protocol, selection and number of clicks, in the order of the run
 * @param masks the union of the chosen masks of each score; as many as scores
 * @param milliseconds how long each step took, by name, in the order of the steps
 * @param failure the reason if there are no scores
 */
public record SliceRecord(
    SliceId slice,
    Map<String, RunLengths> truths,
    List<SliceScore> scores,
    List<RunLengths> masks,
    Map<String, Double> milliseconds,
    Optional<String> failure) {
  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if there aren't as many masks as scores
   */
  public SliceRecord {
    truths = Collections.unmodifiableMap(new LinkedHashMap<>(truths));
    scores = List.copyOf(scores);
    masks = List.copyOf(masks);
    milliseconds = Collections.unmodifiableMap(new LinkedHashMap<>(milliseconds));
    if (scores.size() != masks.size()) {
      throw new IllegalArgumentException(
          "expected as many masks as scores, got " + masks.size() + " for " + scores.size());
    }
  }

  /**
   * What one choice scored for one object on one slice.
   *
   * @param slice where
   * @param series what
   * @param prompt the prompt in readable form; empty for automatic masks
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
}
