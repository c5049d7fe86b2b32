// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.predictor;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.image.RgbImage;
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
   * Returns what distinguishes this model from any other, by name and in the order of a report:
   * name and checksums. Results of models that differ here are never put into one table.
   */
  Map<String, String> model();

  /** Returns where it runs, by name and in the order of a report; it must not change results. */
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
}
