package io.github.sam4j.metrics.internal.distance;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.VoxelMask;
import java.util.ArrayList;
import java.util.List;

/**
 * For every voxel of one mask the exact distance to the nearest voxel of another, from centre to
 * centre, in time linear in the number of voxels of the grid.
 *
 * <p>First the rows around each voxel are searched ({@link NearbyRows}). Voxels whose target is
 * farther away go one axis after the other. In each row, the nearest target is found from the runs
 * between targets. In each column of a plane, the squared distances of the rows to their targets
 * are the heights of parabolas over the rows; their lower envelope, built in one sweep, tells which
 * row holds the target that is nearest in the plane (Felzenszwalb and Huttenlocher, Theory of
 * Computing 8 (2012) 415). Across the planes it is the same with what was found in each plane.
 *
 * <p>The nearest target of a plane is kept as its offset in columns and rows, not as a distance:
 * half the memory, and the distance is rounded once, from index differences times the spacing.
 * Nothing is kept for columns without any voxel in question, nor evaluated where there is none.
 */
public final class NearestTargets {
  /** Longest side of a grid: offsets in columns and rows share an {@code int}. */
  public static final int MAX_SIDE = 1 << 16;

  /** Columns that go across the planes together: the ints of one cache line. */
  private static final int TILE = 16;

  /** So many voxels are searched nearby before it is judged whether that is worth it. */
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
   * Returns squared distances in the unit of the spacing, squared; exact whole numbers if the
   * spacing is 1.
   *
   * @param queries the voxels from which distances are measured
   * @param targets the voxels to which they are measured; at least one
   * @return one number for each set voxel of the queries, plane by plane, row by row, from left to
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
   * Fills in the distances that are found nearby.
   *
   * @return the other queries, as packed rows
   */
  private long[] searchNearby(double[] result) {
    NearbyRows nearby = new NearbyRows(targets, width, height, depth, squares);
    long[] far = new long[queries.length];
    int query = 0;
    int failed = 0;
    for (int word = 0; word < queries.length; word++) {
      if (query > TRIED && failed > query / 2) {
        // mostly in vain: the rest goes the other way at once
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

  /** For each column the rows and columns to the nearest target in one plane. */
  private static final class PlaneOffsets {
    private final int z;
    private final int[] offsets;

    PlaneOffsets(int z, int[] offsets) {
      this.z = z;
      this.offsets = offsets;
    }
  }

  /**
   * The last axis: results are written where the query stands in reading order, which is found by
   * counting, since columns come one after the other here.
   */
  private void acrossPlanes(
      Columns columns, List<PlaneOffsets> planes, long[] wanted, double[] result) {
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
          if ((wanted[row * wordsPerRow + (x >> 6)] >>> x & 1) != 0) {
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

  /** The first two axes, for one plane at a time. */
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

    /** Looks at the rows of a plane; false if it holds no target. */
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
     * Returns for each column with a query how many rows and columns away the nearest target is.
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
