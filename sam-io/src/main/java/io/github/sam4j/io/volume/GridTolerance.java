// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import io.github.sam4j.image.Spacing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;

/**
 * The rule by which two volumes of one shape are on the same grid, so that voxels belong together
 * by their indices: how far apart a voxel may lie by the two affines.
 *
 * <p>Headers of one and the same grid are often rounded differently, so the default allows half a
 * voxel: it notices labels of another image, or turned ones.
 *
 * @param voxels largest distance that is accepted, inclusive, in shortest sides of a voxel of the
 *     reference; infinity accepts every affine
 */
public record GridTolerance(double voxels) {
  /** Half the shortest side of a voxel. */
  public static final GridTolerance DEFAULT = new GridTolerance(0.5);

  /**
   * Checks the distance.
   *
   * @throws IllegalArgumentException if it is negative or NaN
   */
  public GridTolerance {
    if (!(voxels >= 0)) {
      throw new IllegalArgumentException(
          "tolerance of a grid must be at least 0 voxels, got " + voxels);
    }
  }

  /**
   * Describes the corner of a volume that is farthest from where it is in a reference of the same
   * shape, with the limit and both affines. As affines are linear, no voxel is farther off.
   *
   * @return empty if no voxel is farther off than the tolerance, or if either header states no
   *     position
   */
  public Optional<String> difference(Volume reference, Volume other) {
    return reference.isPositioned() && other.isPositioned()
        ? difference(reference.geometry(), other.geometry(), reference.shape())
        : Optional.empty();
  }

  Optional<String> difference(Geometry reference, Geometry other, VolumeShape shape) {
    Corner farthest = farthest(reference.affine(), other.affine(), shape);
    Spacing spacing = reference.spacing();
    double side = Math.min(spacing.x(), Math.min(spacing.y(), spacing.z()));
    return farthest.apart() <= voxels * side
        ? Optional.empty()
        : Optional.of("voxel (" + farthest.i() + ", " + farthest.j() + ", " + farthest.k() + ") is "
            + text(farthest.apart()) + " mm off, " + text(farthest.apart() / side)
            + " of a voxel's shortest side instead of at most " + text(voxels) + " ("
            + text(voxels * side) + " mm): expected rows "
            + Arrays.toString(reference.affine().toRows()) + ", found "
            + Arrays.toString(other.affine().toRows()));
  }

  private record Corner(int i, int j, int k, double apart) {}

  private static Corner farthest(Affine reference, Affine other, VolumeShape shape) {
    Corner farthest = corner(reference, other, 0, 0, 0);
    for (int each = 1; each < 8; each++) {
      Corner corner = corner(
          reference,
          other,
          (each & 1) == 0 ? 0 : shape.nx() - 1,
          (each & 2) == 0 ? 0 : shape.ny() - 1,
          (each & 4) == 0 ? 0 : shape.nz() - 1);
      // the first one of those that differ by the rounding of the last digits
      if (!(corner.apart() <= farthest.apart() * (1 + 1e-9))) {
        farthest = corner;
      }
    }
    return farthest;
  }

  private static Corner corner(Affine reference, Affine other, int i, int j, int k) {
    double[] a = reference.toWorld(i, j, k);
    double[] b = other.toWorld(i, j, k);
    return new Corner(i, j, k, Math.hypot(Math.hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]));
  }

  /** Returns a number with three digits. */
  private static String text(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
