package io.github.sam4j.eval.result;

import io.github.sam4j.metrics.Overlap;
import java.util.List;

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
 * @param surfaceDice in {@code [0, 1]}, NaN where the protocol doesn't ask for it
 */
public record SliceScore(
    SliceId slice,
    Series series,
    String prompt,
    int pool,
    List<Integer> chosen,
    float predictedIou,
    Overlap overlap,
    double surfaceDice) {
  /** Copies the list. */
  public SliceScore {
    chosen = List.copyOf(chosen);
  }

  /** Returns whether anything was chosen, however bad. */
  public boolean detected() {
    return !chosen.isEmpty();
  }
}
