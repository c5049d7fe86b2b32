// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import io.github.sam4j.image.Spacing;

/** The axis across which a volume is cut into slices. */
public enum Axis {
  /**
   * The axis with the largest spacing: slices have the finest resolution. The third axis if no axis
   * exceeds the two others by more than a thousandth.
   */
  THROUGH_PLANE(""),
  /** The array axis closest to the foot–head direction. */
  AXIAL("SI"),
  /** The array axis closest to the back–front direction. */
  CORONAL("AP"),
  /** The array axis closest to the left–right direction. */
  SAGITTAL("RL");

  /**
   * Spacings are stored as floats, often after a division; smaller differences are rounding errors.
   */
  private static final double CLEARLY_LARGER = 1.001;

  private final String codes;

  Axis(String codes) {
    this.codes = codes;
  }

  /** Returns the index of this axis in the array of a volume of the given geometry: 0, 1 or 2. */
  public int arrayAxis(Geometry geometry) {
    if (this == THROUGH_PLANE) {
      return throughPlane(geometry.spacing());
    }
    for (int axis = 0; axis < 2; axis++) {
      if (codes.indexOf(geometry.axisCodes().charAt(axis)) >= 0) {
        return axis;
      }
    }
    return 2;
  }

  private static int throughPlane(Spacing spacing) {
    for (int axis = 0; axis < 2; axis++) {
      double others = Math.max(spacing.along((axis + 1) % 3), spacing.along((axis + 2) % 3));
      if (spacing.along(axis) > others * CLEARLY_LARGER) {
        return axis;
      }
    }
    return 2;
  }
}
