// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import io.github.sam4j.mask.RunLengths;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a run knows of one slice.
 *
 * @param slice where
 * @param truths the pixels of each object by its name
 * @param scores one per object, protocol, selection and number of clicks, in the order of the run
 * @param masks what each score is of: the chosen masks together; as many as scores
 * @param milliseconds how long each step took, by name, in the order of the steps
 * @param failure why there are no scores, if that is so
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
}
