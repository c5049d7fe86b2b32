// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceRecord;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts of a run, which decide on a warning and the exit code.
 *
 * @param slices number of slices, plus one for each volume that could not be read
 * @param failed how many of them failed
 * @param firstFailure place and reason of the first failure; empty if there is none
 * @param scores number of scores
 */
record RunSummary(long slices, long failed, String firstFailure, long scores) {
  static RunSummary of(RunResult result) throws IOException {
    long slices = 0;
    long failed = 0;
    long scores = 0;
    String firstFailure = "";
    try (Stream<SliceRecord> all = result.slices()) {
      for (Iterator<SliceRecord> each = all.iterator(); each.hasNext(); slices++) {
        SliceRecord slice = each.next();
        scores += slice.scores().size();
        if (slice.failure().isPresent()) {
          failed++;
          firstFailure =
              firstFailure.isEmpty() ? slice.slice() + ": " + slice.failure().get() : firstFailure;
        }
      }
    }
    return new RunSummary(slices, failed, firstFailure, scores);
  }

  /** Returns one line about failures or missing scores, if there are any. */
  Optional<String> warning() {
    if (failed > 0) {
      return Optional.of((failed == slices ? "all " + slices : failed + " of " + slices)
          + " slices or volumes failed (failures.csv lists them; run again to retry them), first: "
          + firstFailure);
    }
    return scores > 0
        ? Optional.empty()
        : Optional.of("nothing was scored: no protocol applies to these objects");
  }
}
