package io.github.sam4j.mask;

/** A mask with the model's own opinion of it: what a choice among masks may go by. */
public interface ScoredMask {
  /** Returns the mask, at the size of the image. */
  Mask mask();

  /**
   * Returns the model's estimate of the mask's IoU with the object; usually in {@code [0, 1]}, but
   * it can exceed 1, and NaN means that there is no estimate.
   */
  float predictedIou();
}
