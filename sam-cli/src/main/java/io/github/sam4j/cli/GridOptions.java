// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.io.volume.GridTolerance;
import picocli.CommandLine.Option;

/** The option that decides whether two volumes are on the same grid. */
final class GridOptions {
  @Option(
      names = "--grid-tolerance",
      paramLabel = "VOXELS",
      description =
          "how far apart the same voxel of two volumes may lie by their affines, in shortest"
              + " sides of a voxel (default: ${DEFAULT-VALUE})")
  private double voxels = GridTolerance.DEFAULT.voxels();

  /** Returns the rule that the option states. */
  GridTolerance tolerance() {
    if (!(voxels >= 0)) {
      throw new IllegalArgumentException("--grid-tolerance must be at least 0, got " + voxels);
    }
    return new GridTolerance(voxels);
  }
}
