// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import io.github.sam4j.image.Spacing;
import java.util.Optional;

/**
 * The position of a volume's voxels in the patient: an affine map and the spacing derived from it.
 *
 * <p>The world is in millimetres; x grows to the patient's right, y to the front, z to the head
 * (RAS).
 */
public final class Geometry {
  private final Affine affine;
  private final Spacing spacing;
  private final String axisCodes;

  private Geometry(Affine affine) {
    this.affine = affine;
    this.spacing =
        new Spacing(affine.columnLength(0), affine.columnLength(1), affine.columnLength(2));
    this.axisCodes = Rotation.axisCodes(affine);
  }

  /**
   * Returns the geometry of an affine map from voxel indices to millimetres (RAS).
   *
   * @throws IllegalArgumentException if {@link #tryOf} returns empty
   */
  public static Geometry of(Affine affine) {
    return tryOf(affine)
        .orElseThrow(() -> new IllegalArgumentException(
            "affine must be finite and invertible, got affine=" + affine));
  }

  /**
   * Returns the geometry of an affine map from voxel indices to millimetres (RAS), for maps read
   * from files.
   *
   * @return empty if an element is not finite, the map is not invertible or nearly so, or the
   *     distance between neighbouring voxels is outside [1e-30, 1e30] mm
   */
  public static Optional<Geometry> tryOf(Affine affine) {
    return affine.isUsable() ? Optional.of(new Geometry(affine)) : Optional.empty();
  }

  /** Returns the geometry of axes towards right, front and head with the first voxel at 0, 0, 0. */
  public static Geometry of(Spacing spacing) {
    return of(Affine.ofSpacing(spacing));
  }

  /** Map from voxel indices to the world. */
  public Affine affine() {
    return affine;
  }

  /** Distances between neighbouring voxels in millimetres: the lengths of the affine's columns. */
  public Spacing spacing() {
    return spacing;
  }

  /**
   * Directions in which the indices of the three array axes grow, a letter each: R or L, A or P, S
   * or I, each pair once; "RAS" for axes along the world's.
   */
  public String axisCodes() {
    return axisCodes;
  }

  /** Returns whether both have equal affines, and thereby equal spacings. */
  @Override
  public boolean equals(Object o) {
    return o instanceof Geometry other && affine.equals(other.affine);
  }

  @Override
  public int hashCode() {
    return affine.hashCode();
  }

  @Override
  public String toString() {
    return "Geometry[" + axisCodes + ", " + spacing + "]";
  }
}
