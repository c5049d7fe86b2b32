package io.github.sam4j.eval;

import io.github.sam4j.metrics.Overlap;
import java.util.List;

/**
 * What one selection scored for one object on one slice.
 *
 * @param task the data set
 * @param caseId the volume
 * @param slice index along the slice axis, from 0
 * @param object {@code foreground} for all labels together, or the name of one label
 * @param selection name of the selection
 * @param pool number of masks to choose from
 * @param chosen indices of the chosen masks in the pool; none is a miss
 * @param overlap of the ground truth and the union of what was chosen
 */
public record SliceScore(
    String task,
    String caseId,
    int slice,
    String object,
    String selection,
    int pool,
    List<Integer> chosen,
    Overlap overlap) {
  /** Copies the list. */
  public SliceScore {
    chosen = List.copyOf(chosen);
  }

  /** Returns whether anything was chosen. */
  public boolean detected() {
    return !chosen.isEmpty();
  }
}
