// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.predictor;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Predicts masks on slices: SAM, or any other model that takes part in an evaluation. */
public interface SlicePredictor {
  /** Returns SAM with the default settings of automatic masks; the caller closes the segmenter. */
  static SlicePredictor of(SamSegmenter sam) {
    return of(sam, AutomaticMaskSettings.defaults());
  }

  /**
   * Returns SAM, which offers {@link PreparedSlice.Promptable} and {@link PreparedSlice.Automatic};
   * the caller closes the segmenter.
   */
  static SlicePredictor of(SamSegmenter sam, AutomaticMaskSettings settings) {
    return new SamPredictor(sam, settings);
  }

  /**
   * Returns what identifies this model, by name and in the order of a report: name and checksums.
   * Results of models that differ here are never put into one table.
   */
  Map<String, String> model();

  /**
   * Returns where the model runs, by name and in the order of a report; it must not change results.
   */
  Map<String, String> environment();

  /** Returns the capabilities that every prepared slice offers. */
  Set<Class<? extends PreparedSlice>> capabilities();

  /**
   * Returns the settings on which the results of a capability depend, by name and in the order of a
   * report; there are none by default. A run lists them under each protocol that needs the
   * capability.
   */
  default Map<String, String> options(Class<? extends PreparedSlice> capability) {
    return Map.of();
  }

  /**
   * Does the work that all predictions on a slice share, such as its embedding; the caller closes
   * the result.
   *
   * @throws IllegalArgumentException if the image can't be segmented
   */
  PreparedSlice prepare(RgbImage image);

  /**
   * A slice that is ready for any number of predictions. What can be predicted are its
   * capabilities: the subtypes of this interface that it implements, those here or others. It
   * belongs to one thread at a time.
   */
  interface PreparedSlice extends AutoCloseable {
    /** A slice on which prompts can be answered. */
    interface Promptable extends PreparedSlice {
      /**
       * Answers prompts, each independently of the others.
       *
       * @return for each prompt one mask, or three for a multimask prompt, in the order of the
       *     model's outputs
       * @throws IllegalArgumentException if a prompt is outside of the slice
       */
      List<List<ScoredMask>> predict(List<Prompt> prompts);
    }

    /** A slice of which everything can be segmented without a prompt. */
    interface Automatic extends PreparedSlice {
      /**
       * Finds masks for everything on the slice.
       *
       * @param progress receives the progress, and can cancel
       * @return the best first, by the model's own estimate
       */
      List<ScoredMask> automatic(Progress progress);
    }

    /**
     * Returns the slice as one with a capability.
     *
     * @throws IllegalStateException if the slice doesn't offer it
     */
    default <C extends PreparedSlice> C as(Class<C> capability) {
      if (!capability.isInstance(this)) {
        throw new IllegalStateException(
            "expected a slice that is " + capability.getSimpleName() + ", got " + getClass());
      }
      return capability.cast(this);
    }

    /** Releases the slice. Idempotent. */
    @Override
    void close();
  }
}
