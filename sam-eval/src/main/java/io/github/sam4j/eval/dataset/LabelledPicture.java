// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/** A picture and its labels: a volume of one slice. */
final class LabelledPicture implements LabelledVolume {
  private final RgbImage image;
  private final RgbImage labels;
  private final long[] pixels;

  private LabelledPicture(RgbImage image, RgbImage labels, long[] pixels) {
    this.image = image;
    this.labels = labels;
    this.pixels = pixels;
  }

  /**
   * Returns a picture with labels.
   *
   * @param labels grey: the grey of a pixel is its label
   * @throws IllegalArgumentException if the sizes differ or there is a colour
   */
  static LabelledPicture of(RgbImage image, RgbImage labels) {
    if (image.width() != labels.width() || image.height() != labels.height()) {
      throw new IllegalArgumentException("expected labels of the image's size " + image.width()
          + "x" + image.height() + ", got " + labels.width() + "x" + labels.height());
    }
    long[] pixels = new long[256];
    for (int y = 0; y < labels.height(); y++) {
      for (int x = 0; x < labels.width(); x++) {
        int label = labels.sample(x, y, 0);
        if (labels.sample(x, y, 1) != label || labels.sample(x, y, 2) != label) {
          throw new IllegalArgumentException(
              "expected greys that are labels, got a colour at pixel (" + x + ", " + y + ")");
        }
        pixels[label]++;
      }
    }
    return new LabelledPicture(image, labels, pixels);
  }

  @Override
  public int sliceCount() {
    return 1;
  }

  @Override
  public RgbImage image(int slice) {
    Objects.checkIndex(slice, 1);
    return image;
  }

  @Override
  public Mask foreground(int slice) {
    Objects.checkIndex(slice, 1);
    return mask((x, y) -> labels.sample(x, y, 0) != 0);
  }

  @Override
  public Mask label(int slice, int label) {
    Objects.checkIndex(slice, 1);
    return mask((x, y) -> labels.sample(x, y, 0) == label);
  }

  private Mask mask(Mask.PixelPredicate predicate) {
    return Mask.of(labels.width(), labels.height(), predicate);
  }

  @Override
  public SortedSet<Integer> labels() {
    SortedSet<Integer> labels = new TreeSet<>();
    for (int label = 1; label < pixels.length; label++) {
      if (pixels[label] > 0) {
        labels.add(label);
      }
    }
    return labels;
  }

  @Override
  public long foregroundVoxels() {
    return Arrays.stream(pixels).skip(1).sum();
  }

  @Override
  public long voxels(int label) {
    return label >= 0 && label < pixels.length ? pixels[label] : 0;
  }

  @Override
  public boolean isPicture() {
    return true;
  }

  @Override
  public Spacing spacing() {
    return Spacing.UNIT;
  }

  @Override
  public String toString() {
    return "LabelledVolume[" + image + "]";
  }
}
