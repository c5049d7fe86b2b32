// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import io.github.sam4j.image.internal.bits.PackedBits;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * A binary mask of fixed size in three dimensions, one bit per voxel.
 *
 * <p>Its planes (z) follow each other, each in the layout of {@link Mask}: packed rows that start
 * at a new 64-bit word, leftmost pixel in the lowest bit, unused bits zero. Instances are
 * immutable.
 */
public final class VoxelMask {
  private final int width;
  private final int height;
  private final int depth;
  private final long[] words;
  private final long count;

  private VoxelMask(int width, int height, int depth, long[] words) {
    this.width = width;
    this.height = height;
    this.depth = depth;
    this.words = words;
    this.count = PackedBits.count(words);
  }

  /** Decides which voxels are set. */
  @FunctionalInterface
  public interface VoxelPredicate {
    /** Returns whether the voxel in column {@code x}, row {@code y} and plane {@code z} is set. */
    boolean test(int x, int y, int z);
  }

  /**
   * Returns the mask of the voxels that match a predicate, which is evaluated plane by plane, row
   * by row, from left to right.
   *
   * @throws IllegalArgumentException if a side is not positive
   */
  public static VoxelMask of(int width, int height, int depth, VoxelPredicate voxels) {
    long[] words = new long[checkedWords(width, height, depth)];
    int perRow = PackedBits.wordsPerRow(width);
    int base = 0;
    for (int z = 0; z < depth; z++) {
      for (int y = 0; y < height; y++, base += perRow) {
        for (int x = 0; x < width; x++) {
          if (voxels.test(x, y, z)) {
            words[base + (x >> 6)] |= 1L << x;
          }
        }
      }
    }
    return new VoxelMask(width, height, depth, words);
  }

  /**
   * Creates a mask from planes, the first at z = 0.
   *
   * @throws IllegalArgumentException if there are none or their sizes differ
   */
  public static VoxelMask ofPlanes(List<Mask> planes) {
    if (planes.isEmpty()) {
      throw new IllegalArgumentException("expected at least one plane, got none");
    }
    Mask first = planes.get(0);
    long[] words = new long[checkedWords(first.width(), first.height(), planes.size())];
    int perPlane = first.words().length;
    for (int z = 0; z < planes.size(); z++) {
      Mask plane = planes.get(z);
      if (plane.width() != first.width() || plane.height() != first.height()) {
        throw new IllegalArgumentException(
            "planes must have the same size, got " + first + " and " + plane);
      }
      System.arraycopy(plane.words(), 0, words, z * perPlane, perPlane);
    }
    return new VoxelMask(first.width(), first.height(), planes.size(), words);
  }

  /**
   * Returns the voxels with the given label.
   *
   * @throws IllegalArgumentException if the label is not above 0
   */
  public static VoxelMask label(LabelGrid grid, int label) {
    if (label <= 0) {
      throw new IllegalArgumentException("label of an object must be above 0, got label=" + label);
    }
    return of(grid, value -> value == label);
  }

  /** Returns the voxels with any label above 0. */
  public static VoxelMask foreground(LabelGrid grid) {
    return of(grid, value -> value > 0);
  }

  private static VoxelMask of(LabelGrid grid, IntPredicate labels) {
    int[] row = new int[grid.width()];
    return of(grid.width(), grid.height(), grid.depth(), (x, y, z) -> {
      if (x == 0) {
        grid.readRow(y, z, row);
      }
      return labels.test(row[x]);
    });
  }

  /**
   * Creates a mask from packed rows in the layout of this class.
   *
   * @param words {@code height * depth * ceil(width / 64)} words, copied
   * @throws IllegalArgumentException if a side is not positive, the length is wrong or a bit right
   *     of the last column is set
   */
  public static VoxelMask ofPackedRows(int width, int height, int depth, long[] words) {
    if (words.length != checkedWords(width, height, depth)) {
      throw new IllegalArgumentException("expected a word for every 64 columns of each row, got "
          + words.length + " for width=" + width + " height=" + height + " depth=" + depth);
    }
    Mask.checkNothingOutside(width, words);
    return new VoxelMask(width, height, depth, words.clone());
  }

  /** Wraps words without copying or checking them; the caller must not modify them afterwards. */
  static VoxelMask wrap(int width, int height, int depth, long[] words) {
    return new VoxelMask(width, height, depth, words);
  }

  private static int checkedWords(int width, int height, int depth) {
    if (width < 1 || height < 1 || depth < 1) {
      throw new IllegalArgumentException("mask sides must be positive, got width=" + width
          + " height=" + height + " depth=" + depth);
    }
    return Math.multiplyExact(Math.multiplyExact(height, depth), PackedBits.wordsPerRow(width));
  }

  /** Returns the number of columns. */
  public int width() {
    return width;
  }

  /** Returns the number of rows. */
  public int height() {
    return height;
  }

  /** Returns the number of planes. */
  public int depth() {
    return depth;
  }

  /** Returns the number of set voxels. */
  public long count() {
    return count;
  }

  /** Returns whether no voxel is set. */
  public boolean isEmpty() {
    return count == 0;
  }

  /**
   * Returns whether a voxel is set.
   *
   * @throws IndexOutOfBoundsException outside the mask
   */
  public boolean get(int x, int y, int z) {
    if (x < 0 || x >= width || y < 0 || y >= height || z < 0 || z >= depth) {
      throw new IndexOutOfBoundsException("x=" + x + " y=" + y + " z=" + z + " for " + size());
    }
    return (words[(z * height + y) * PackedBits.wordsPerRow(width) + (x >> 6)] >>> x & 1) != 0;
  }

  /**
   * Returns one plane.
   *
   * @throws IndexOutOfBoundsException if there is no such plane
   * @throws IllegalArgumentException if the plane has more pixels than a {@link Mask} allows
   */
  public Mask plane(int z) {
    Objects.checkIndex(z, depth);
    PackedBits.checkedWords(width, height);
    int perPlane = height * PackedBits.wordsPerRow(width);
    return Mask.wrap(width, height, Arrays.copyOfRange(words, z * perPlane, (z + 1) * perPlane));
  }

  /**
   * Returns the number of voxels set in both masks, counted 64 at a time.
   *
   * @throws IllegalArgumentException if their sizes differ
   */
  public long intersectionCount(VoxelMask other) {
    checkSameSize(other);
    return Mask.countCommon(words, other.words);
  }

  /**
   * Checks that another mask has the same number of columns, rows and planes.
   *
   * @throws IllegalArgumentException if they differ; the message names both masks
   */
  public void checkSameSize(VoxelMask other) {
    if (width != other.width || height != other.height || depth != other.depth) {
      throw new IllegalArgumentException(
          "masks must have the same size, got " + this + " and " + other);
    }
  }

  /**
   * Returns a copy of the packed rows: row {@code y} of plane {@code z} starts at word {@code (z *
   * height + y) * ceil(width / 64)}.
   */
  public long[] toPackedRows() {
    return words.clone();
  }

  /** Returns the words themselves, for read-only use in this package. */
  long[] words() {
    return words;
  }

  private String size() {
    return width + "x" + height + "x" + depth;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof VoxelMask other
        && width == other.width
        && height == other.height
        && depth == other.depth
        && Arrays.equals(words, other.words);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * width + height) + depth) + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "VoxelMask[" + size() + ", count=" + count + "]";
  }
}
