// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import io.github.sam4j.image.internal.bits.RowSink;
import io.github.sam4j.mask.Mask;

/** Builds a mask from the rows that it receives. */
final class PackedRows implements RowSink {
  private final Mask.Builder builder;

  PackedRows(int width, int height) {
    this.builder = Mask.builder(width, height);
  }

  @Override
  public void addRow(long[] row, int base) {
    builder.addRow(row, base);
  }

  @Override
  public void repeatRow() {
    builder.repeatRow();
  }

  /** Returns the mask; no more rows may be added afterwards. */
  Mask finish() {
    return builder.build();
  }
}
