// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Statistics of one volume, computed on first use. Thread-safe. */
final class VolumeStatistics {
  /** The finite values of a volume; all NaN but the sum if there are none. */
  record Summary(double minimum, double maximum, double sum) {}

  /** Two percentiles, in [0, 100]. */
  private record Percentiles(double lower, double upper) {}

  private final Voxels voxels;
  private final Map<Percentiles, Intensity.Range> percentiles = new ConcurrentHashMap<>();
  private volatile @Nullable Summary summary;

  VolumeStatistics(Voxels voxels) {
    this.voxels = voxels;
  }

  /** Concurrent first calls may each compute it, with equal results. */
  Summary summary() {
    Summary known = summary;
    if (known == null) {
      known = summarize();
      summary = known;
    }
    return known;
  }

  /** Returns the values at two percentiles of the finite voxels other than 0. */
  Intensity.Range percentiles(double lower, double upper) {
    return percentiles.computeIfAbsent(
        new Percentiles(lower, upper), wanted -> PercentileFinder.find(voxels, lower, upper));
  }

  private Summary summarize() {
    double minimum = Double.POSITIVE_INFINITY;
    double maximum = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double[] plane = new double[voxels.planeLength()];
    for (int p = 0; p < voxels.planeCount(); p++) {
      voxels.readPlane(p, plane);
      for (double value : plane) {
        if (Double.isFinite(value)) {
          minimum = Math.min(minimum, value);
          maximum = Math.max(maximum, value);
          sum += value;
        }
      }
    }
    return minimum <= maximum
        ? new Summary(minimum, maximum, sum)
        : new Summary(Double.NaN, Double.NaN, 0);
  }
}
