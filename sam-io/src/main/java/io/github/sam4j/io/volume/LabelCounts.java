// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the voxels of each label. */
final class LabelCounts {
  private static final int MAX_LABELS = 65_536;

  private final Map<Integer, long[]> counts = new HashMap<>();
  private int last;
  private long[] lastCount = new long[1];

  private LabelCounts() {
    counts.put(0, lastCount);
  }

  static Optional<SortedMap<Integer, Long>> of(Voxels voxels) {
    LabelCounts labels = new LabelCounts();
    double[] plane = new double[voxels.planeLength()];
    for (int p = 0; p < voxels.planeCount(); p++) {
      voxels.readPlane(p, plane);
      for (double value : plane) {
        if (!labels.add(value)) {
          return Optional.empty();
        }
      }
    }
    SortedMap<Integer, Long> result = new TreeMap<>();
    labels.counts.forEach((label, count) -> {
      if (label != 0) {
        result.put(label, count[0]);
      }
    });
    return Optional.of(result);
  }

  /**
   * Counts a value and returns whether it is a label. The last label is remembered, as neighbouring
   * voxels mostly share a label.
   */
  private boolean add(double value) {
    int label = (int) Math.rint(value);
    if (!(Math.abs(value - label) < Slice.LABEL_TOLERANCE)) {
      return false;
    }
    if (label != last) {
      last = label;
      lastCount = counts.computeIfAbsent(label, l -> new long[1]);
    }
    lastCount[0]++;
    return counts.size() <= MAX_LABELS;
  }
}
