package io.github.sam4j.eval.dataset;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;

/** An image with its ground truth, slice by slice. Slices are made when they are asked for. */
public interface LabelledVolume {
  /** Returns the number of slices. */
  int sliceCount();

  /** Returns what a segmenter sees of a slice. */
  RgbImage image(int slice);

  /** Returns the pixels of a slice that belong to any label. */
  Mask foreground(int slice);

  /** Returns the pixels of a slice that belong to a label. */
  Mask label(int slice, int label);

  /** Returns the size of all labels together in the whole volume. */
  long foregroundVoxels();

  /** Returns the size of a label in the whole volume. */
  long voxels(int label);

  /** Returns the spacing of a slice's pixels, x and y; 1 where it isn't known. */
  Spacing spacing();
}
