// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.GridTolerance;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.mask.LabelGrid;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.LabelOverlaps;
import io.github.sam4j.metrics.instance.InstanceOverlaps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Two label volumes on the same grid. */
final class VolumePair {
  private final Spacing spacing;
  private final LabelGrid truthLabels;
  private final LabelGrid foundLabels;
  private final LabelOverlaps overlaps;
  private final boolean planar;

  private VolumePair(
      Spacing spacing, LabelGrid truthLabels, LabelGrid foundLabels, boolean planar) {
    this.spacing = spacing;
    this.truthLabels = truthLabels;
    this.foundLabels = foundLabels;
    this.overlaps = LabelOverlaps.between(truthLabels, foundLabels);
    this.planar = planar;
  }

  /**
   * Reads both volumes and checks that they can be compared.
   *
   * @param grid how far apart the same voxel of both may lie
   * @param anyLabels whether numbers that look like intensities are labels, too
   * @param dimensions 2 for a picture, 3 for a volume, null for what the reference's header says
   */
  static VolumePair read(
      Path reference,
      Path prediction,
      GridTolerance grid,
      boolean anyLabels,
      @Nullable Integer dimensions)
      throws IOException {
    Volume truth = Volumes.read(reference);
    Volume found = Volumes.read(prediction);
    checkFit(reference, truth, prediction, found, grid);
    if (dimensions == null && truth.isPlanar() != found.isPlanar()) {
      throw new IllegalArgumentException(
          "expected two pictures or two volumes, found that only one of " + reference + " and "
              + prediction + " has a third axis; use --dimensions to choose");
    }
    boolean planar = dimensions == null ? truth.isPlanar() : dimensions == 2;
    if (planar && truth.shape().nz() != 1) {
      throw new IllegalArgumentException(reference
          + ": expected one plane for --dimensions 2, found " + truth.shape().nz());
    }
    VolumePair pair = new VolumePair(
        truth.geometry().spacing().inSinglePrecision(),
        labels(reference, truth),
        labels(prediction, found),
        planar);
    if (!anyLabels) {
      checkLabels(reference, truth, pair.overlaps.referenceLabels().size());
      checkLabels(prediction, found, pair.overlaps.predictionLabels().size());
    }
    return pair;
  }

  private static void checkLabels(Path file, Volume volume, int labels) {
    if (!LabelRule.isLabels(volume, labels)) {
      throw new IllegalArgumentException(file + ": expected labels, found " + labels
          + " different numbers that form no regions, as intensities of an image"
          + " (--any-labels takes them for labels)");
    }
  }

  private static LabelGrid labels(Path file, Volume volume) {
    try {
      return volume.asLabels();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
  }

  /** Returns all labels together. */
  MaskPair foreground() {
    return pair(VoxelMask.foreground(truthLabels), VoxelMask.foreground(foundLabels));
  }

  /** Returns one label, which may be missing from both volumes. */
  MaskPair label(int label) {
    return pair(VoxelMask.label(truthLabels, label), VoxelMask.label(foundLabels, label));
  }

  private MaskPair pair(VoxelMask reference, VoxelMask prediction) {
    return new MaskPair(reference, prediction, spacing, planar);
  }

  /** Returns the overlaps of the labels as objects. */
  InstanceOverlaps labelledObjects() {
    return InstanceOverlaps.of(overlaps);
  }

  /** Returns the labels that occur in at least one of the volumes. */
  SortedSet<Integer> labels() {
    SortedSet<Integer> labels = new TreeSet<>(overlaps.referenceLabels());
    labels.addAll(overlaps.predictionLabels());
    return labels;
  }

  private static void checkFit(
      Path reference, Volume truth, Path prediction, Volume found, GridTolerance grid) {
    if (truth.shape().frames() != 1) {
      throw new IllegalArgumentException(
          reference + ": expected one frame, found " + truth.shape().frames());
    }
    if (!truth.shape().equals(found.shape())) {
      throw new IllegalArgumentException(prediction + ": expected the reference's shape "
          + text(truth.shape()) + ", found " + text(found.shape()));
    }
    Optional<String> difference = grid.difference(truth, found);
    if (difference.isPresent()) {
      throw new IllegalArgumentException(prediction + ": expected the reference's affine: "
          + difference.get() + " (--grid-tolerance sets the limit)");
    }
  }

  private static String text(VolumeShape shape) {
    return shape.nx() + "x" + shape.ny() + "x" + shape.nz()
        + (shape.frames() == 1 ? "" : "x" + shape.frames());
  }
}
