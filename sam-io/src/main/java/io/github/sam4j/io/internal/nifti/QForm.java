// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.volume.Affine;

/**
 * The rigid transform of a NIfTI header (method 2 of the format): a rotation as a unit quaternion,
 * whose first part follows from the other three, and an offset.
 *
 * @param code coordinate system of its positions (0 none, 1 scanner, 2 aligned, 3 Talairach, 4
 *     MNI152)
 * @param b second part of the quaternion
 * @param c third part of the quaternion
 * @param d fourth part of the quaternion
 * @param x position of the first voxel along the first axis of the world, in the header's unit
 * @param y the same along the second axis
 * @param z the same along the third axis
 * @param qfac the sign of the third axis: -1 or 1
 */
record QForm(int code, double b, double c, double d, double x, double y, double z, int qfac) {
  /** The transform of a header without one. */
  static final QForm NONE = new QForm(0, 0, 0, 0, 0, 0, 0, 1);

  QForm {
    if (qfac != 1 && qfac != -1) {
      throw new IllegalArgumentException("qfac must be -1 or 1, got qfac=" + qfac);
    }
  }

  /** Returns the map of voxel indices to the world, in the unit of the spacing. */
  Affine toAffine(Spacing spacing) {
    double square = 1 - (b * b + c * c + d * d);
    // rounded to float, b² + c² + d² may exceed 1 for half turns; the first part is then 0
    double a = square < 0 ? 0 : Math.sqrt(square);
    double length = square < 0 ? Math.sqrt(b * b + c * c + d * d) : 1;
    double q = b / length;
    double r = c / length;
    double s = d / length;
    double dx = spacing.x();
    double dy = spacing.y();
    double dz = qfac * spacing.z();
    return Affine.ofRows(new double[] {
      (a * a + q * q - r * r - s * s) * dx, 2 * (q * r - a * s) * dy, 2 * (q * s + a * r) * dz, x,
      2 * (q * r + a * s) * dx, (a * a + r * r - q * q - s * s) * dy, 2 * (r * s - a * q) * dz, y,
      2 * (q * s - a * r) * dx, 2 * (r * s + a * q) * dy, (a * a + s * s - r * r - q * q) * dz, z,
    });
  }
}
