// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores of one volume in three dimensions.
 *
 * @param task the data set
 * @param caseId the volume
 * @param scores by series, in the order of the run, and by metric; undefined ones are left out
 */
public record VolumeRecord(String task, String caseId, Map<Series, Map<ScoreKey, Double>> scores) {
  /** Copies the maps. */
  public VolumeRecord {
    Map<Series, Map<ScoreKey, Double>> copy = new LinkedHashMap<>();
    scores.forEach((series, values) -> copy.put(series, SliceScore.defined(values)));
    scores = Collections.unmodifiableMap(copy);
  }
}
