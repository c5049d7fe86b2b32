package io.github.sam4j.cli;

import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceRecord;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a user should hear of a run besides its tables.
 *
 * @param slices number of slices, and of volumes that could not be read
 * @param failed how many of them failed
 * @param firstFailure where and why
 * @param scores number of scores
 */
record RunCheck(long slices, long failed, String firstFailure, long scores) {
  static RunCheck of(RunResult result) throws IOException {
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
    return new RunCheck(slices, failed, firstFailure, scores);
  }

  /** One line about what went wrong, if anything did. */
  Optional<String> warning() {
    if (failed > 0) {
      return Optional.of((failed == slices ? "all " + slices : failed + " of " + slices)
          + " slices or volumes failed (failures.csv lists them; run again to try them again), the"
          + " first is " + firstFailure);
    }
    return scores > 0
        ? Optional.empty()
        : Optional.of("nothing was scored: no protocol has anything to ask about these objects");
  }
}
