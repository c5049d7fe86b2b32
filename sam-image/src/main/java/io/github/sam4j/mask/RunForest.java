// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import io.github.sam4j.image.internal.bits.PixelRuns;
import java.util.Arrays;

/**
 * Joins the runs of a mask that touch each other. Each tree is a connected component whose root is
 * its first run, so that components are numbered in reading order.
 */
final class RunForest {
  private final PixelRuns runs;

  /** The parent of each run: the run itself or an earlier one. */
  private final int[] parents;

  /** Starts with each run as a component of its own. */
  RunForest(PixelRuns runs) {
    this.runs = runs;
    parents = new int[runs.count()];
    Arrays.setAll(parents, run -> run);
  }

  /**
   * Joins the runs of two rows that overlap: with {@code reach} 0 in at least one column, with 1
   * also if they only touch at a corner.
   */
  void joinRows(int upperRow, int lowerRow, int reach) {
    int upper = runs.firstOfRow(upperRow);
    int upperEnd = runs.firstOfRow(upperRow + 1);
    int lower = runs.firstOfRow(lowerRow);
    int lowerEnd = runs.firstOfRow(lowerRow + 1);
    while (upper < upperEnd && lower < lowerEnd) {
      if (runs.from(upper) < runs.to(lower) + reach && runs.from(lower) < runs.to(upper) + reach) {
        join(upper, lower);
      }
      if (runs.to(upper) < runs.to(lower)) {
        upper++;
      } else {
        lower++;
      }
    }
  }

  private void join(int a, int b) {
    int rootA = root(a);
    int rootB = root(b);
    parents[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }

  private int root(int run) {
    int i = run;
    while (parents[i] != i) {
      parents[i] = parents[parents[i]];
      i = parents[i];
    }
    return i;
  }

  /** Returns the runs with the numbers of their components. */
  NumberedRuns number() {
    int[] numbers = new int[parents.length];
    long[] sizes = new long[parents.length];
    int count = 0;
    for (int run = 0; run < parents.length; run++) {
      // a parent precedes its children and is already numbered
      int number = parents[run] == run ? count++ : numbers[parents[run]];
      numbers[run] = number;
      sizes[number] += runs.to(run) - runs.from(run);
    }
    return new NumberedRuns(runs, numbers, Arrays.copyOf(sizes, count));
  }
}
