// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.mask.Mask;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where a mask is read from. */
interface MaskSource {
  /** Returns whether the mask is given by polygons, which have no size of their own. */
  boolean hasPolygons() throws IOException;

  /**
   * Reads the mask.
   *
   * @param other the mask that it is compared with, or null as in {@link Json#mask}
   */
  Mask read(@Nullable Mask other) throws IOException;

  /** Two masks that are compared; their sizes may differ. */
  record Both(Mask reference, Mask prediction) {
    /** Reads the mask with a size of its own first. */
    static Both read(MaskSource reference, MaskSource prediction) throws IOException {
      if (reference.hasPolygons()) {
        Mask second = prediction.read(null);
        return new Both(reference.read(second), second);
      }
      Mask first = reference.read(null);
      return new Both(first, prediction.read(first));
    }
  }
}
