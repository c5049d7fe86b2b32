// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Slice;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.mask.Mask;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The slices of a volume across an array axis. */
final class VolumeSlices implements LabelledVolume {
  private final List<Slice> images;
  private final List<Slice> labels;
  private final Intensity intensity;
  private final SortedMap<Integer, Long> voxels;
  private final double sliceSpacing;

  private VolumeSlices(
      List<Slice> images,
      List<Slice> labels,
      Intensity intensity,
      SortedMap<Integer, Long> voxels,
      double sliceSpacing) {
    this.images = images;
    this.labels = labels;
    this.intensity = intensity;
    this.voxels = voxels;
    this.sliceSpacing = sliceSpacing;
  }

  static VolumeSlices of(Volume image, Volume labels, Axis axis, Intensity intensity) {
    checkOneFrame("image", image.shape());
    checkOneFrame("labels", labels.shape());
    if (!image.shape().equals(labels.shape())) {
      throw new IllegalArgumentException(
          "expected labels of the image's shape " + image.shape() + ", got " + labels.shape());
    }
    // not the labels' own axis: rounding in a header may make another one the longest there
    int arrayAxis = axis.arrayAxis(image.geometry());
    List<Slice> images = image.slices(arrayAxis);
    RgbImage.checkSize(images.get(0).width(), images.get(0).height());
    return new VolumeSlices(
        images,
        labels.slices(arrayAxis),
        intensity,
        count(labels),
        image.geometry().spacing().along(arrayAxis));
  }

  private static void checkOneFrame(String what, VolumeShape shape) {
    if (shape.frames() != 1) {
      throw new IllegalArgumentException(
          "expected " + what + " of one frame, got frames=" + shape.frames());
    }
  }

  /** Counts the labels in one pass, which checks that all values are labels. */
  private static SortedMap<Integer, Long> count(Volume labels) {
    return labels.labels().orElseGet(() -> {
      labels.asLabels();
      throw new IllegalArgumentException("expected at most 65536 different labels, got more");
    });
  }

  @Override
  public int sliceCount() {
    return images.size();
  }

  @Override
  public RgbImage image(int slice) {
    return images.get(slice).toRgb(intensity);
  }

  @Override
  public Mask foreground(int slice) {
    Slice labelled = labels.get(slice);
    double[] row = new double[labelled.width()];
    return Mask.of(labelled.width(), labelled.height(), (x, y) -> {
      if (x == 0) {
        // the mask is filled row by row, so each row is read once
        labelled.readRow(y, row);
      }
      // rounded, so that the foreground is all labels together and nothing else
      return Math.rint(row[x]) > 0;
    });
  }

  @Override
  public Mask label(int slice, int label) {
    return labels.get(slice).label(label);
  }

  @Override
  public SortedSet<Integer> labels() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(voxels.keySet()));
  }

  @Override
  public long foregroundVoxels() {
    return voxels.tailMap(1).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public long voxels(int label) {
    return voxels.getOrDefault(label, 0L);
  }

  @Override
  public boolean isPicture() {
    return images.get(0).volume().isPlanar();
  }

  @Override
  public Spacing spacing() {
    Slice slice = images.get(0);
    return new Spacing(slice.columnSpacing(), slice.rowSpacing(), sliceSpacing).inSinglePrecision();
  }

  @Override
  public String toString() {
    return "LabelledVolume[" + images.size() + " of " + images.get(0) + "]";
  }
}
