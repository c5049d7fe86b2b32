// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import io.github.sam4j.mask.LabelGrid;
import java.math.BigDecimal;
import java.util.Objects;

/** A volume of integers as labels. */
final class LabelView implements LabelGrid {
  private final Voxels voxels;

  private LabelView(Voxels voxels) {
    this.voxels = voxels;
  }

  /** Checks that all values are labels. */
  static LabelView of(Voxels voxels) {
    VolumeShape shape = voxels.shape();
    double[] values = new double[shape.nx()];
    for (int z = 0; z < shape.nz(); z++) {
      for (int y = 0; y < shape.ny(); y++) {
        voxels.read(z, y * shape.nx(), 1, values.length, values);
        for (int x = 0; x < values.length; x++) {
          // also false for NaN and beyond the range, where the nearest int is far away
          if (!(Math.abs(values[x] - (int) Math.rint(values[x])) < Slice.LABEL_TOLERANCE)) {
            throw new IllegalArgumentException(
                problem(values[x]) + " at voxel (" + x + ", " + y + ", " + z + ")");
          }
        }
      }
    }
    return new LabelView(voxels);
  }

  private static String problem(double value) {
    return Math.abs(value - Math.rint(value)) < Slice.LABEL_TOLERANCE
        ? "expected labels from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE
            + ", found a whole number that is too large for a label, "
            + new BigDecimal(value).toPlainString()
        : "expected whole numbers as labels, found " + value;
  }

  @Override
  public int width() {
    return voxels.shape().nx();
  }

  @Override
  public int height() {
    return voxels.shape().ny();
  }

  @Override
  public int depth() {
    return voxels.shape().nz();
  }

  @Override
  public void readRow(int y, int z, int[] into) {
    Objects.checkIndex(y, height());
    Objects.checkIndex(z, depth());
    double[] values = new double[width()];
    voxels.read(z, y * width(), 1, values.length, values);
    for (int x = 0; x < values.length; x++) {
      into[x] = (int) Math.rint(values[x]);
    }
  }

  @Override
  public String toString() {
    return "LabelView[" + voxels.shape() + "]";
  }
}
