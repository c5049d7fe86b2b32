package io.github.sam4j.eval;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import java.util.List;

/**
 * Everything about one slice of a run.
 *
 * @param task the data set
 * @param caseId the volume
 * @param slice index along the slice axis, from 0
 * @param image what SAM saw
 * @param truth all foreground labels together
 * @param pool the automatic masks
 * @param scores one per object and selection
 */
public record SliceResult(
    String task,
    String caseId,
    int slice,
    RgbImage image,
    Mask truth,
    List<Mask> pool,
    List<SliceScore> scores) {
  /** Name of the object that all foreground labels form together. */
  public static final String FOREGROUND = "foreground";

  /** Copies the lists. */
  public SliceResult {
    pool = List.copyOf(pool);
    scores = List.copyOf(scores);
  }

  /**
   * Returns the score of one selection for the whole foreground.
   *
   * @throws IllegalArgumentException if the selection wasn't scored
   */
  public SliceScore foregroundScore(String selection) {
    return scores.stream()
        .filter(score -> score.object().equals(FOREGROUND) && score.selection().equals(selection))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("selection " + selection + " was not scored"));
  }
}
