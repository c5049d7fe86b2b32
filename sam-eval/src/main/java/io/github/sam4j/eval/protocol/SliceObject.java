// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * An object of the ground truth on one slice.
 *
 * @param caseId the volume
 * @param slice index along the slice axis, from 0
 * @param name of the object, such as {@code foreground} or the name of a label
 * @param truth its pixels on this slice
 * @param spacing of the pixels; x and y in millimetres, or 1 where that isn't known
 * @param voxels its size in the whole volume; empty for pictures
 */
public record SliceObject(
    String caseId, int slice, String name, Mask truth, Spacing spacing, OptionalLong voxels) {

  /**
   * Returns a seed that depends on nothing but the given one and this object's place, so that a
   * slice gives the same result whatever ran before it.
   */
  public long seed(long base) {
    CRC32 place = new CRC32();
    String text = String.format(Locale.ROOT, "%s/%d/%s", caseId, slice, name);
    place.update(text.getBytes(StandardCharsets.UTF_8));
    return base * 0x1_0000_0000L + place.getValue();
  }
}
