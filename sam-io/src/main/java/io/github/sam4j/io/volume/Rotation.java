// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

/**
 * Finds the anatomical direction of each array axis.
 *
 * <p>Idea: divide the columns of the affine by their lengths, take the rotation nearest to what
 * remains (the orthogonal factor of the polar decomposition), and assign to each array axis in turn
 * the remaining world axis along which it moves most. The rotation matters for sheared axes only.
 * The polar factor is found by Newton's iteration {@code R ← (R + R⁻ᵀ) / 2} (N. J. Higham,
 * Computing the polar decomposition, 1986), which converges quadratically for every regular matrix.
 * 3 × 3 matrices are row-major.
 */
final class Rotation {
  private static final int MAX_STEPS = 100;
  private static final String POSITIVE = "RAS";
  private static final String NEGATIVE = "LPI";

  private Rotation() {}

  /** Returns the directions in which the indices of the array axes grow, such as "RAS". */
  static String axisCodes(Affine affine) {
    double[] r = nearestRotation(affine);
    StringBuilder codes = new StringBuilder();
    boolean[] taken = new boolean[3];
    for (int column = 0; column < 3; column++) {
      int best = -1;
      for (int row = 0; row < 3; row++) {
        boolean larger = best < 0 || Math.abs(r[row * 3 + column]) > Math.abs(r[best * 3 + column]);
        if (!taken[row] && larger) {
          best = row;
        }
      }
      taken[best] = true;
      codes.append((r[best * 3 + column] < 0 ? NEGATIVE : POSITIVE).charAt(best));
    }
    return codes.toString();
  }

  private static double[] nearestRotation(Affine affine) {
    double[] r = affine.linear();
    for (int column = 0; column < 3; column++) {
      double length = affine.columnLength(column);
      for (int row = 0; row < 3; row++) {
        r[row * 3 + column] /= length;
      }
    }
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] cofactors = cofactors(r);
      double determinant = determinant(r);
      double change = 0;
      for (int i = 0; i < 9; i++) {
        double next = (r[i] + cofactors[i] / determinant) / 2;
        change = Math.max(change, Math.abs(next - r[i]));
        r[i] = next;
      }
      if (change < 1e-14) {
        break;
      }
    }
    return r;
  }

  static double determinant(double[] m) {
    double[] c = cofactors(m);
    return m[0] * c[0] + m[1] * c[1] + m[2] * c[2];
  }

  /** Returns the cofactors; divided by the determinant they are the transposed inverse. */
  private static double[] cofactors(double[] m) {
    return new double[] {
      m[4] * m[8] - m[5] * m[7], m[5] * m[6] - m[3] * m[8], m[3] * m[7] - m[4] * m[6],
      m[2] * m[7] - m[1] * m[8], m[0] * m[8] - m[2] * m[6], m[1] * m[6] - m[0] * m[7],
      m[1] * m[5] - m[2] * m[4], m[2] * m[3] - m[0] * m[5], m[0] * m[4] - m[1] * m[3],
    };
  }
}
