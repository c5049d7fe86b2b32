// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import io.github.sam4j.metrics.Overlap;
import java.util.Objects;

/**
 * The result of a method for one object on one slice: a row of a {@link SliceTable}.
 *
 * @param volume name of the volume
 * @param slice index along the slice axis, from 0
 * @param overlap of the reference and the selected masks together
 * @param selected whether any mask was selected, even one that misses the object; if none was, the
 *     prediction is empty
 */
public record SliceOutcome(String volume, int slice, Overlap overlap, boolean selected) {
  /**
   * Checks that the index is not negative, and that the prediction is empty if no mask is selected.
   */
  public SliceOutcome {
    Objects.requireNonNull(volume, "volume");
    Objects.requireNonNull(overlap, "overlap");
    if (slice < 0) {
      throw new IllegalArgumentException("slice must not be negative, got " + slice);
    }
    if (!selected && overlap.predictionCount() > 0) {
      throw new IllegalArgumentException(
          "prediction must be empty if no mask is selected, got slice=" + slice + " overlap="
              + overlap);
    }
  }

  /** Returns whether the reference has a pixel on this slice. */
  public boolean positive() {
    return overlap.referenceCount() > 0;
  }
}
