// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.mask.LabelGrid;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.LabelOverlaps;
import io.github.sam4j.metrics.surface.SurfaceComparison;
import io.github.sam4j.metrics.surface.SurfaceConvention;
import io.github.sam4j.metrics.surface.SurfaceDistances;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Scores every label of a segmentation against a reference on the same grid: {@code ScoreVolumes
 * TRUTH.nii.gz FOUND.nii.gz}. docs/metrics.md quotes its middle part.
 */
public final class ScoreVolumes {
  private ScoreVolumes() {}

  /** Runs the program. */
  public static void main(String[] args) throws IOException {
    Volume reference = Volumes.read(Path.of(args[0]));
    Volume prediction = Volumes.read(Path.of(args[1]));

    LabelGrid truth = reference.asLabels();
    LabelGrid found = prediction.asLabels();
    LabelOverlaps overlaps = LabelOverlaps.between(truth, found); // all labels in one pass
    for (int label : overlaps.referenceLabels()) {
      SurfaceDistances distances = SurfaceComparison.between(
              VoxelMask.label(truth, label),
              VoxelMask.label(found, label),
              reference.geometry().spacing().inSinglePrecision())
          .distances(SurfaceConvention.AREA_WEIGHTED_SURFEL);
      System.out.printf(
          Locale.ROOT,
          "label %d: Dice %.3f, HD95 %.2f mm, surface Dice at 2 mm %.3f%n",
          label,
          overlaps.overlap(label).dice(),
          distances.hausdorff95(),
          distances.surfaceDice(2));
    }
  }
}
