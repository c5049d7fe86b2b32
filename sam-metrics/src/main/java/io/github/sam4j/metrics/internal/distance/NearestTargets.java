// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.internal.distance;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.VoxelMask;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes, for every voxel of one mask, the exact distance to the nearest voxel of another,
 * between voxel centres, in time linear in the number of voxels of the grid.
 *
 * <p>The rows around each voxel are searched first ({@link NearbyRows}). Voxels with a more distant
 * target are then processed one axis after the other. Along each row, the nearest target follows
 * from the midpoints between targets. Along each column of a plane, the squared distances found in
 * the rows are the minima of parabolas; their lower envelope, built in one sweep, gives the row of
 * the nearest target in the plane (Felzenszwalb and Huttenlocher, Theory of Computing 8 (2012)
 * 415). The same is repeated across the planes with the results of each plane.
 *
 * <p>The nearest target of a plane is stored as an offset in columns and rows instead of a
 * distance: this halves the memory, and the distance is computed once from index differences and
 * the spacing. Columns without any query voxel are skipped.
 */
public final class NearestTargets {
  /** Longest side of a grid: offsets in columns and rows share an {@code int}. */
  public static final int MAX_SIDE = 1 << 16;

  /** Number of columns processed together across the planes: the ints of a cache line. */
  private static final int TILE = 16;

  /** Number of voxels after which the nearby search stops if it mostly fails. */
  private static final int TRIED = 1000;

  private final long[] queries;
  private final long[] targets;
  private final int width;
  private final int height;
  private final int depth;
  private final int wordsPerRow;
  private final GridSquares squares;

  private NearestTargets(VoxelMask queries, VoxelMask targets, Spacing spacing) {
    this.queries = queries.toPackedRows();
    this.targets = targets.toPackedRows();
    width = queries.width();
    height = queries.height();
    depth = queries.depth();
    wordsPerRow = (width + 63) >>> 6;
    squares = new GridSquares(width, height, depth, spacing);
  }

  /**
   * Computes squared distances in the squared unit of the spacing; they are exact integers if the
   * spacing is 1.
   *
   * @param queries the voxels from which distances are measured
   * @param targets the voxels to which they are measured; at least one
   * @return one value for each set voxel of the queries, plane by plane, row by row, from left to
   *     right
   * @throws IllegalArgumentException if the sizes differ, there is no target, a side exceeds
   *     {@link #MAX_SIDE}, or a plane has 2^31 voxels
   */
  public static double[] squaredDistances(VoxelMask queries, VoxelMask targets, Spacing spacing) {
    queries.checkSameSize(targets);
    if (targets.isEmpty()) {
      throw new IllegalArgumentException("expected at least one voxel to measure distances to");
    }
    if (queries.width() > MAX_SIDE
        || queries.height() > MAX_SIDE
        || (long) queries.width() * queries.height() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("distances are measured on grids of at most " + MAX_SIDE
          + " columns and rows and below 2^31 voxels a plane, got " + queries);
    }
    return new NearestTargets(queries, targets, spacing).compute(Math.toIntExact(queries.count()));
  }

  private double[] compute(int count) {
    double[] result = new double[count];
    long[] far = searchNearby(result);
    Columns columns = Columns.with(far, width, height, depth);
    if (columns.count() > 0) {
      List<PlaneOffsets> planes = new ArrayList<>();
      PlaneSearch search = new PlaneSearch(columns);
      for (int z = 0; z < depth; z++) {
        if (search.read(z)) {
          planes.add(new PlaneOffsets(z, search.nearestOffsets()));
        }
      }
      acrossPlanes(columns, planes, far, result);
    }
    return result;
  }

  /**
   * Computes the distances of queries with a target nearby.
   *
   * @return the remaining queries, as packed rows
   */
  private long[] searchNearby(double[] result) {
    NearbyRows nearby = new NearbyRows(targets, width, height, depth, squares);
    long[] far = new long[queries.length];
    int query = 0;
    int failed = 0;
    for (int word = 0; word < queries.length; word++) {
      if (query > TRIED && failed > query / 2) {
        // mostly unsuccessful: the remaining queries skip this search
        System.arraycopy(queries, word, far, word, queries.length - word);
        break;
      }
      int row = word / wordsPerRow;
      for (long left = queries[word]; left != 0; left &= left - 1) {
        int x = (word % wordsPerRow << 6) + Long.numberOfTrailingZeros(left);
        result[query] = nearby.squaredDistance(x, row % height, row / height);
        if (Double.isNaN(result[query++])) {
          far[word] |= Long.lowestOneBit(left);
          failed++;
        }
      }
    }
    return far;
  }

  /** For each column, the offset in rows and columns to the nearest target in one plane. */
  private static final class PlaneOffsets {
    private final int z;
    private final int[] offsets;

    PlaneOffsets(int z, int[] offsets) {
      this.z = z;
      this.offsets = offsets;
    }
  }

  /**
   * Processes the last axis. The index of each result is that of its query in reading order, which
   * is found by counting, since queries are visited column by column here.
   */
  private void acrossPlanes(
      Columns columns, List<PlaneOffsets> planes, long[] remaining, double[] result) {
    int[] firstOfRow = firstQueryOfRow();
    LowerEnvelope envelope = squares.overPlanes();
    int[] tile = new int[TILE * depth];
    for (int from = 0; from < columns.count(); from += TILE) {
      int size = Math.min(TILE, columns.count() - from);
      for (PlaneOffsets plane : planes) {
        System.arraycopy(plane.offsets, from, tile, plane.z * TILE, size);
      }
      for (int c = 0; c < size; c++) {
        envelope.clear();
        for (PlaneOffsets plane : planes) {
          int offset = tile[plane.z * TILE + c];
          envelope.add(plane.z, squares.y(offset >>> 16) + squares.x(offset & 0xFFFF));
        }
        int x = columns.x(from + c);
        int y = columns.y(from + c);
        for (int z = 0; z < depth; z++) {
          int row = z * height + y;
          if ((remaining[row * wordsPerRow + (x >> 6)] >>> x & 1) != 0) {
            int nearest = envelope.lowestAt(z);
            int offset = tile[nearest * TILE + c];
            result[firstOfRow[row] + queriesBefore(row, x)] =
                squares.sum(offset & 0xFFFF, offset >>> 16, z - nearest);
          }
        }
      }
    }
  }

  private int[] firstQueryOfRow() {
    int[] first = new int[height * depth];
    int count = 0;
    for (int row = 0, word = 0; row < first.length; row++) {
      first[row] = count;
      for (int w = 0; w < wordsPerRow; w++) {
        count += Long.bitCount(queries[word++]);
      }
    }
    return first;
  }

  private int queriesBefore(int row, int x) {
    int base = row * wordsPerRow;
    int last = base + (x >> 6);
    int count = Long.bitCount(queries[last] & ((1L << x) - 1));
    for (int word = base; word < last; word++) {
      count += Long.bitCount(queries[word]);
    }
    return count;
  }

  /** Processes the first two axes, one plane at a time. */
  private final class PlaneSearch {
    private final Columns columns;
    private final LowerEnvelope envelope = squares.overRows();

    /** Distance in columns to the nearest target of the row, column by column. */
    private final int[] inRow = new int[width * height];

    private final int[] rows = new int[height];
    private final int[] targetsOfRow = new int[width];
    private int filledRows;

    PlaneSearch(Columns columns) {
      this.columns = columns;
    }

    /** Processes the rows of a plane; returns false if it contains no target. */
    boolean read(int z) {
      filledRows = 0;
      for (int y = 0; y < height; y++) {
        int count = targets((z * height + y) * wordsPerRow);
        if (count > 0) {
          rows[filledRows++] = y;
          readRow(y, count);
        }
      }
      return filledRows > 0;
    }

    private int targets(int base) {
      int count = 0;
      for (int w = 0; w < wordsPerRow; w++) {
        for (long left = targets[base + w]; left != 0; left &= left - 1) {
          targetsOfRow[count++] = (w << 6) + Long.numberOfTrailingZeros(left);
        }
      }
      return count;
    }

    private void readRow(int y, int count) {
      int x = 0;
      for (int t = 0; t < count; t++) {
        int target = targetsOfRow[t];
        int nextTarget = t + 1 < count ? targetsOfRow[t + 1] : 2 * width;
        for (int end = Math.min(width, (target + nextTarget) / 2 + 1); x < end; x++) {
          inRow[x * height + y] = Math.abs(x - target);
        }
      }
    }

    /**
     * Returns the offset in rows and columns to the nearest target for each column with a query.
     */
    int[] nearestOffsets() {
      int[] offsets = new int[columns.count()];
      int built = -1;
      for (int c = 0; c < offsets.length; c++) {
        int x = columns.x(c);
        int y = columns.y(c);
        if (x != built) {
          built = x;
          envelope.clear();
          for (int r = 0; r < filledRows; r++) {
            envelope.add(rows[r], squares.x(inRow[x * height + rows[r]]));
          }
        }
        int row = envelope.lowestAt(y);
        offsets[c] = Math.abs(y - row) << 16 | inRow[x * height + row];
      }
      return offsets;
    }
  }
}
