// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import io.github.sam4j.image.Spacing;

/**
 * Computes the contour length in a window of 2 × 2 pixels, and the surface area in a window of 2 ×
 * 2 × 2 voxels, for each pattern of foreground.
 *
 * <p>A pattern is a number: the voxel at column dx, row dy and plane dz of the window is bit
 * {@code 7 - (4 dz + 2 dy + dx)}; in a picture dz is 1.
 *
 * <p>The vertices of the surface patches are midpoints of window edges between a foreground and a
 * background voxel. A pattern with more than four foreground voxels has the patches of its
 * complement; voxels not connected along the edges of the window have separate patches. The patches
 * were inferred from the results of the tool that defined the convention; they differ from marching
 * cubes.
 */
final class SurfelSizes {
  private static final int CORNERS = 8;

  private final double[] spacing;

  private SurfelSizes(Spacing spacing) {
    // in the order of the bits of a corner number: columns 1, rows 2, planes 4
    this.spacing = new double[] {spacing.x(), spacing.y(), spacing.z()};
  }

  /** Returns the length of the contour for each of the 16 patterns in a picture. */
  static double[] lengths(Spacing spacing) {
    double halfDiagonal = Math.hypot(spacing.x(), spacing.y()) / 2;
    double[] lengths = new double[16];
    for (int pattern = 1; pattern < 15; pattern++) {
      lengths[pattern] = switch (pattern) {
        case 0b1100, 0b0011 -> spacing.x();
        case 0b1010, 0b0101 -> spacing.y();
        case 0b1001, 0b0110 -> 2 * halfDiagonal;
        default -> halfDiagonal;
      };
    }
    return lengths;
  }

  /** Returns the area of the surface for each of the 256 patterns in a volume. */
  static double[] areas(Spacing spacing) {
    SurfelSizes sizes = new SurfelSizes(spacing);
    double[] areas = new double[256];
    for (int pattern = 0; pattern < areas.length; pattern++) {
      // corner c of the window, dx + 2 dy + 4 dz, is bit 7 - c of the pattern
      int corners = Integer.reverse(pattern) >>> 24;
      areas[pattern] =
          sizes.area(Integer.bitCount(corners) > CORNERS / 2 ? ~corners & 0xFF : corners);
    }
    return areas;
  }

  /** Returns the sum of the patches of at most four corners. */
  private double area(int corners) {
    double area = 0;
    for (int left = corners; left != 0; ) {
      int group = group(left);
      area += switch (Integer.bitCount(group)) {
        case 1 -> cut(group);
        case 2 -> edge(group);
        case 3 -> bend(group);
        default -> four(group);
      };
      left &= ~group;
    }
    return area;
  }

  /** Returns the corners that are connected with the first one along edges. */
  private static int group(int corners) {
    int group = Integer.lowestOneBit(corners);
    for (int before = 0; before != group; ) {
      before = group;
      for (int c = 0; c < CORNERS; c++) {
        if ((group >>> c & 1) != 0) {
          group |= neighbours(c) & corners;
        }
      }
    }
    return group;
  }

  private static int neighbours(int corner) {
    return 1 << (corner ^ 1) | 1 << (corner ^ 2) | 1 << (corner ^ 4);
  }

  /** Returns the number of neighbours of a corner within a group. */
  private static int degree(int corner, int group) {
    return Integer.bitCount(neighbours(corner) & group);
  }

  /**
   * Returns the first corner of a group with the given number of neighbours in it, -1 if there is
   * none.
   */
  private static int withDegree(int degree, int group) {
    for (int c = 0; c < CORNERS; c++) {
      if ((group >>> c & 1) != 0 && degree(c, group) == degree) {
        return c;
      }
    }
    return -1;
  }

  /** One corner: the triangle that cuts it off. */
  private double cut(int group) {
    int a = Integer.numberOfTrailingZeros(group);
    return triangle(midpoint(a, 0), midpoint(a, 1), midpoint(a, 2));
  }

  /** Two corners: a rectangle along the edge between them. */
  private double edge(int group) {
    int a = Integer.numberOfTrailingZeros(group);
    int along = axis(a, Integer.numberOfTrailingZeros(group ^ 1 << a));
    return spacing[along] * Math.hypot(spacing[(along + 1) % 3], spacing[(along + 2) % 3]) / 2;
  }

  /** Three corners, an L: a triangle over all three and a trapezoid between its ends. */
  private double bend(int group) {
    int middle = withDegree(2, group);
    int ends = group ^ 1 << middle;
    int a = Integer.numberOfTrailingZeros(ends);
    int b = Integer.numberOfTrailingZeros(ends ^ 1 << a);
    int axisA = axis(middle, a);
    int axisB = axis(middle, b);
    int up = 3 - axisA - axisB;
    return triangle(midpoint(middle, up), midpoint(a, up), midpoint(b, up))
        + triangle(midpoint(a, up), midpoint(b, up), midpoint(b, axisA))
        + triangle(midpoint(a, up), midpoint(b, axisA), midpoint(a, axisB));
  }

  /** Four connected corners: a face, one corner with its three neighbours, or a chain. */
  private double four(int group) {
    int hub = withDegree(3, group);
    if (hub >= 0) {
      return 6 * cut(1 << hub);
    }
    int a = withDegree(1, group);
    return a < 0 ? face(group) : chain(a, group);
  }

  private double face(int group) {
    int a = Integer.numberOfTrailingZeros(group);
    double area = 1;
    for (int axis = 0; axis < 3; axis++) {
      area *= (group >>> (a ^ 1 << axis) & 1) != 0 ? spacing[axis] : 1;
    }
    return area;
  }

  /** Steps along all three axes, one after the other: four triangles. */
  private double chain(int a, int group) {
    int b = Integer.numberOfTrailingZeros(neighbours(a) & group);
    int c = Integer.numberOfTrailingZeros(neighbours(b) & group & ~(1 << a));
    int d = Integer.numberOfTrailingZeros(group & ~(1 << a | 1 << b | 1 << c));
    int first = axis(a, b);
    int second = axis(b, c);
    int last = axis(c, d);
    return triangle(midpoint(a, second), midpoint(c, first), midpoint(d, first))
        + triangle(midpoint(a, last), midpoint(b, last), midpoint(d, second))
        + triangle(midpoint(a, second), midpoint(a, last), midpoint(d, second))
        + triangle(midpoint(a, second), midpoint(d, second), midpoint(d, first));
  }

  /** Returns the axis of the edge between two corners. */
  private static int axis(int a, int b) {
    return Integer.numberOfTrailingZeros(a ^ b);
  }

  /** Returns the midpoint of the edge of a corner along an axis. */
  private double[] midpoint(int corner, int axis) {
    double[] point = new double[3];
    for (int i = 0; i < 3; i++) {
      point[i] = (i == axis ? 0.5 : corner >>> i & 1) * spacing[i];
    }
    return point;
  }

  /** Returns the area of a triangle: half the length of the cross product of two sides. */
  private static double triangle(double[] a, double[] b, double[] c) {
    double square = 0;
    for (int i = 0; i < 3; i++) {
      int j = (i + 1) % 3;
      int k = (i + 2) % 3;
      double component = (b[j] - a[j]) * (c[k] - a[k]) - (b[k] - a[k]) * (c[j] - a[j]);
      square += component * component;
    }
    return Math.sqrt(square) / 2;
  }
}
