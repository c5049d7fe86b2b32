// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

/**
 * What a file states beyond the fields of a {@link Volume}: an immutable value of the format that
 * read the file.
 *
 * <p>Volumes, and segmentations made for them, carry it along, so that the same format can write it
 * back. Other code need not interpret it.
 */
public interface SourceHeader {
  /**
   * Returns which part of the file the {@link Geometry} was taken from, in the format's own terms,
   * such as {@code sform}.
   */
  String geometrySource();

  /**
   * Returns whether the file states where its voxels lie. If it does not, only the spacing of the
   * {@link Geometry} is known; its position and orientation are placeholders.
   */
  boolean isPositioned();
}
