// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image;

/**
 * Distances between the centres of neighbouring pixels or voxels along the axes of their array, in
 * millimetres.
 *
 * @param x along the first array axis, from column to column
 * @param y along the second array axis, from row to row
 * @param z along the third array axis, from plane to plane; 1 by convention where there is none
 */
public record Spacing(double x, double y, double z) {
  /** Spacing 1 along every axis: distances are measured in pixels. */
  public static final Spacing UNIT = new Spacing(1, 1, 1);

  /** Between these bounds, areas and squared distances neither overflow nor underflow. */
  private static final double SHORTEST = 1e-30;

  private static final double LONGEST = 1e30;

  /**
   * Checks that the distances are in range.
   *
   * @throws IllegalArgumentException if a distance is not in {@code [1e-30, 1e30]}
   */
  public Spacing {
    if (!(isUsable(x) && isUsable(y) && isUsable(z))) {
      throw new IllegalArgumentException("spacing must be positive, in [" + SHORTEST + ", "
          + LONGEST + "], got x=" + x + " y=" + y + " z=" + z);
    }
  }

  private static boolean isUsable(double distance) {
    return distance >= SHORTEST && distance <= LONGEST;
  }

  /** Returns the spacing of a picture, with {@code z} = 1. */
  public static Spacing of(double x, double y) {
    return new Spacing(x, y, 1);
  }

  /**
   * Returns the distance along an array axis.
   *
   * @param axis 0, 1 or 2
   * @throws IndexOutOfBoundsException for any other axis
   */
  public double along(int axis) {
    return switch (axis) {
      case 0 -> x;
      case 1 -> y;
      case 2 -> z;
      default -> throw new IndexOutOfBoundsException("axis must be 0, 1 or 2, got axis=" + axis);
    };
  }

  /**
   * Returns the distances as the shortest decimal numbers that identify the same single-precision
   * values: 0.4 for 0.4000000059604645, the value of 0.4 stored in a NIfTI-1 header. Five such
   * voxels then span 2 mm and not slightly more, which matters for distances compared with a
   * tolerance.
   */
  public Spacing inSinglePrecision() {
    return new Spacing(shortest(x), shortest(y), shortest(z));
  }

  private static double shortest(double distance) {
    return Double.parseDouble(Float.toString((float) distance));
  }

  /**
   * Returns the volume of one voxel in cubic millimetres, provided that the axes are orthogonal.
   */
  public double cubicMillimetres() {
    return x * y * z;
  }
}
