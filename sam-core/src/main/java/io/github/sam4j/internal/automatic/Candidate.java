// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.internal.drawing.CompactMask;
import io.github.sam4j.internal.drawing.LogitUpscaler.Stability;
import io.github.sam4j.mask.Box;
import io.github.sam4j.prompt.Prompt;
import java.util.List;

/**
 * One of the three masks of one grid point, with everything needed to select it. Coordinates are
 * those of the image.
 *
 * @param crop index of the crop that it was found in
 * @param box the smallest box around the mask; the crop's first pixel for an empty mask
 * @param stabilities one for each offset of the pool's floor
 */
record Candidate(
    int crop,
    Prompt.Point point,
    float predictedIou,
    List<Stability> stabilities,
    Box box,
    CompactMask mask) {
  /** This object, its point, its box and its list. */
  private static final long OVERHEAD_BYTES = 40 + 32 + 32 + 24;

  private static final long STABILITY_BYTES = 24;

  /** Returns about how much of the heap this takes. */
  long bytes() {
    return OVERHEAD_BYTES + STABILITY_BYTES * stabilities.size() + mask.bytes();
  }
}
