// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import io.github.sam4j.image.internal.bits.PackedBits;
import io.github.sam4j.image.internal.bits.PixelRuns;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** The runs of a mask, each with the number of the connected component that it belongs to. */
final class NumberedRuns {
  private final PixelRuns runs;

  /** The component of each run. */
  private final int[] numbers;

  /** Number of pixels of each component. */
  private final long[] sizes;

  NumberedRuns(PixelRuns runs, int[] numbers, long[] sizes) {
    this.runs = runs;
    this.numbers = numbers;
    this.sizes = sizes;
  }

  PixelRuns runs() {
    return runs;
  }

  /** Returns the component of a run. */
  int number(int run) {
    return numbers[run];
  }

  /** Returns the number of components. */
  int count() {
    return sizes.length;
  }

  /** Returns the number of pixels of a component. */
  long size(int part) {
    check(part);
    return sizes[part];
  }

  /** Returns the predicate that matches one component. */
  IntPredicate only(int part) {
    check(part);
    return number -> number == part;
  }

  private void check(int part) {
    if (part < 0 || part >= count()) {
      throw new IndexOutOfBoundsException("component=" + part + " for count=" + count());
    }
  }

  /** Evaluates a predicate once for each component. */
  boolean[] select(IntPredicate parts) {
    boolean[] selected = new boolean[count()];
    for (int part = 0; part < selected.length; part++) {
      selected[part] = parts.test(part);
    }
    return selected;
  }

  /** Returns the number of pixels of all selected components. */
  long size(boolean[] selected) {
    long size = 0;
    for (int part = 0; part < selected.length; part++) {
      size += selected[part] ? sizes[part] : 0;
    }
    return size;
  }

  /** Returns the selected components as packed rows in the layout of {@link Mask}. */
  long[] pack(boolean[] selected) {
    int perRow = PackedBits.wordsPerRow(runs.width());
    // no overflow: the mask of these runs has as many words
    long[] words = new long[runs.height() * perRow];
    int run = 0;
    for (int row = 0; row < runs.height(); row++) {
      for (; run < runs.firstOfRow(row + 1); run++) {
        if (selected[numbers[run]]) {
          PackedBits.fill(words, row * perRow, runs.from(run), runs.to(run));
        }
      }
    }
    return words;
  }

  /** Writes a row of labels: the number of the component plus 1, 0 for background. */
  void readLabels(int row, int[] into) {
    Arrays.fill(into, 0, runs.width(), 0);
    int end = runs.firstOfRow(row + 1);
    for (int run = runs.firstOfRow(row); run < end; run++) {
      Arrays.fill(into, runs.from(run), runs.to(run), numbers[run] + 1);
    }
  }
}
