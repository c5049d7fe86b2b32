// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.mask.Mask;
import java.util.SortedSet;

/**
 * An image with its ground truth, slice by slice. Slices are created on demand, by any number of
 * threads.
 */
public interface LabelledVolume {
  /**
   * Returns a volume that is in memory. Both are cut along the image's array axis; voxels belong
   * together by their indices, wherever the geometry of the labels puts them.
   *
   * @param labels whole numbers; those above 0 are foreground
   * @param intensity how values become grey
   * @throws IllegalArgumentException if the shapes differ, either has several frames, a slice is
   *     larger than a picture may be, or a label isn't a whole number
   */
  static LabelledVolume of(Volume image, Volume labels, Axis axis, Intensity intensity) {
    return VolumeSlices.of(image, labels, axis, intensity);
  }

  /** Returns the number of slices. */
  int sliceCount();

  /** Returns what a predictor sees of a slice. */
  RgbImage image(int slice);

  /** Returns the pixels of a slice that belong to any label. */
  Mask foreground(int slice);

  /** Returns the pixels of a slice that belong to a label. */
  Mask label(int slice, int label);

  /** Returns whether this is a picture, whose size in space and in voxels means nothing. */
  boolean isPicture();

  /** Returns the labels that occur: those below 0 as well, but not the background 0. */
  SortedSet<Integer> labels();

  /** Returns the size of all labels together in the whole volume. */
  long foregroundVoxels();

  /** Returns the size of a label in the whole volume. */
  long voxels(int label);

  /**
   * Returns the spacing: x and y of a slice's pixels, z from slice to slice; 1 where it isn't
   * known.
   */
  Spacing spacing();
}
