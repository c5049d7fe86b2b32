// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.bits;

/** Receives the rows of a mask from top to bottom. */
public interface RowSink {
  /**
   * Adds a row that starts at word {@code base} of an array in the layout of {@link PackedBits};
   * the row is copied.
   */
  void addRow(long[] words, int base);

  /** Adds a copy of the previous row, or an empty row if there is none. */
  void repeatRow();
}
