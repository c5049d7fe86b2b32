// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

/**
 * A slice of a data set, or a whole volume that couldn't be read: slice 0 of 0.
 *
 * @param task the data set
 * @param caseId the volume
 * @param slice index along the slice axis, from 0
 * @param sliceCount number of slices of the volume along that axis
 */
public record SliceId(String task, String caseId, int slice, int sliceCount) {
  /** Returns the id of a volume that couldn't be read. */
  public static SliceId ofWholeVolume(String task, String caseId) {
    return new SliceId(task, caseId, 0, 0);
  }

  /** Returns whether this is a volume that couldn't be read, rather than one of its slices. */
  public boolean isWholeVolume() {
    return sliceCount == 0;
  }

  @Override
  public String toString() {
    return task + " " + caseId + (isWholeVolume() ? "" : " slice " + slice);
  }
}
