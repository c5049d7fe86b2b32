// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.image.RgbImage;
import java.io.IOException;

/** Supplies the pictures that masks are drawn on, as they were given to the segmenter. */
@FunctionalInterface
public interface SliceImages {
  /**
   * Returns the picture of a slice, of the size of its masks.
   *
   * @throws IOException if it can't be read; the report then shows the masks alone and the reason
   */
  RgbImage read(SliceId slice) throws IOException;
}
