// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import java.util.function.DoublePredicate;

/**
 * A plane of voxels across one array axis of a volume: a view, in storage order without flips.
 *
 * <p>Columns (x) and rows (y) follow the two other array axes: across the third axis x is the first
 * and y the second array axis, across the second x is the first and y the third, across the first x
 * is the second and y the third.
 */
public final class Slice {
  /** A value stands for a label if it differs from it by less than this. */
  public static final double LABEL_TOLERANCE = 1e-3;

  private final Volume volume;
  private final int axis;
  private final int index;

  Slice(Volume volume, int axis, int index) {
    this.volume = volume;
    this.axis = axis;
    this.index = index;
  }

  /** The volume that this is a view of. */
  public Volume volume() {
    return volume;
  }

  /** The array axis across which the volume is cut: 0, 1 or 2. */
  public int arrayAxis() {
    return axis;
  }

  /** Index along that axis. */
  public int index() {
    return index;
  }

  /** Number of columns. */
  public int width() {
    return volume.shape().length(axis == 0 ? 1 : 0);
  }

  /** Number of rows. */
  public int height() {
    return volume.shape().length(axis == 2 ? 1 : 2);
  }

  /** Distance between neighbouring columns in millimetres. */
  public double columnSpacing() {
    return volume.geometry().spacing().along(axis == 0 ? 1 : 0);
  }

  /** Distance between neighbouring rows in millimetres. */
  public double rowSpacing() {
    return volume.geometry().spacing().along(axis == 2 ? 1 : 2);
  }

  /**
   * Returns the value of a pixel.
   *
   * @throws IndexOutOfBoundsException outside the slice
   */
  public double value(int x, int y) {
    return switch (axis) {
      case 0 -> volume.value(index, x, y);
      case 1 -> volume.value(x, index, y);
      default -> volume.value(x, y, index);
    };
  }

  /**
   * Reads one row.
   *
   * @param into receives {@link #width()} values from its beginning on
   * @throws IndexOutOfBoundsException if there is no such row or the array is too short
   */
  public void readRow(int y, double[] into) {
    if (y < 0 || y >= height()) {
      throw new IndexOutOfBoundsException("y=" + y + " for height=" + height());
    }
    int nx = volume.shape().nx();
    switch (axis) {
      case 0 -> volume.voxels().read(y, index, nx, width(), into);
      case 1 -> volume.voxels().read(y, index * nx, 1, width(), into);
      default -> volume.voxels().read(index, y * nx, 1, width(), into);
    }
  }

  /**
   * Returns the slice as a picture: the policy maps each value to a grey, which is copied to all
   * three channels.
   *
   * @throws IllegalArgumentException if a side exceeds {@link RgbImage#MAX_SIDE}
   */
  public RgbImage toRgb(Intensity intensity) {
    RgbImage.checkSize(width(), height());
    Intensity.Range range = intensity.range(this);
    byte[] grey = new byte[width() * height()];
    double[] row = new double[width()];
    for (int y = 0, at = 0; y < height(); y++) {
      readRow(y, row);
      for (double value : row) {
        grey[at++] = (byte) intensity.grey(value, range);
      }
    }
    return RgbImage.ofGrey(width(), height(), grey);
  }

  /**
   * Returns the pixels of a label: those whose value differs from it by less than
   * {@value #LABEL_TOLERANCE}.
   */
  public Mask label(int label) {
    return mask(value -> Math.abs(value - label) < LABEL_TOLERANCE);
  }

  /** Returns the pixels whose value is above 0. */
  public Mask foreground() {
    return mask(value -> value > 0);
  }

  private Mask mask(DoublePredicate predicate) {
    double[] row = new double[width()];
    return Mask.of(width(), height(), (x, y) -> {
      if (x == 0) {
        // pixels are requested row by row, so each row is read once
        readRow(y, row);
      }
      return predicate.test(row[x]);
    });
  }

  @Override
  public String toString() {
    return "Slice[axis=" + axis + ", index=" + index + ", " + width() + "x" + height() + "]";
  }
}
