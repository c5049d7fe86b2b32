// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

/**
 * The extent of a volume in voxels.
 *
 * @param nx length of the first array axis, which varies fastest
 * @param ny length of the second array axis
 * @param nz length of the third array axis
 * @param frames number of volumes in sequence (time points, channels), 1 for a plain volume
 */
public record VolumeShape(int nx, int ny, int nz, int frames) {
  /**
   * Checks that every length is positive and that the number of voxels fits into a {@code long}.
   *
   * @throws IllegalArgumentException otherwise
   */
  public VolumeShape {
    if (nx < 1 || ny < 1 || nz < 1 || frames < 1) {
      throw new IllegalArgumentException("lengths must be positive, got nx=" + nx + " ny=" + ny
          + " nz=" + nz + " frames=" + frames);
    }
    if (Math.multiplyHigh((long) nx * ny, (long) nz * frames) != 0
        || (long) nx * ny * ((long) nz * frames) < 0) {
      throw new IllegalArgumentException("voxels must be countable in 63 bits, got nx=" + nx
          + " ny=" + ny + " nz=" + nz + " frames=" + frames);
    }
  }

  /** Returns the shape of a volume of one frame. */
  public static VolumeShape of(int nx, int ny, int nz) {
    return new VolumeShape(nx, ny, nz, 1);
  }

  /** Number of voxels of all frames. */
  public long voxels() {
    return (long) nx * ny * ((long) nz * frames);
  }

  /** Number of voxels of one plane of the third axis. */
  public long voxelsPerPlane() {
    return (long) nx * ny;
  }

  /** Number of planes of all frames. */
  public long planes() {
    return (long) nz * frames;
  }

  /**
   * Returns the length of an array axis.
   *
   * @param axis 0, 1 or 2
   * @throws IndexOutOfBoundsException for another axis
   */
  public int length(int axis) {
    return switch (axis) {
      case 0 -> nx;
      case 1 -> ny;
      case 2 -> nz;
      default -> throw new IndexOutOfBoundsException("axis must be 0, 1 or 2, got axis=" + axis);
    };
  }
}
