package io.github.sam4j.eval.segmenter;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.List;

/** An encoded slice, to ask as often as wanted. It belongs to one thread at a time. */
public interface EncodedSlice extends AutoCloseable {
  /**
   * Finds masks for everything on the slice.
   *
   * @param progress hears how far it is, and can cancel
   * @return the best first, by the model's own estimate
   */
  List<ScoredMask> automatic(AutomaticMaskSettings settings, Progress progress);

  /**
   * Answers prompts, each by itself.
   *
   * @return for each prompt one mask, or three for a multimask prompt, in the order of the
   *     decoder's outputs
   * @throws IllegalArgumentException if a prompt lies outside of the slice
   */
  List<List<ScoredMask>> predict(List<Prompt> prompts);

  /** Frees the slice. Idempotent. */
  @Override
  void close();
}
