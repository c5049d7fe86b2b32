// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.bits;

import java.util.Arrays;

/**
 * The runs of set pixels of a mask, row by row from the top, each row from the left.
 *
 * <p>Algorithms on connected pixels work on runs, of which a row has a few where it has hundreds of
 * pixels. Runs are found in words of 64 pixels.
 */
public final class PixelRuns {
  private final int width;
  private final int height;

  /** First column of each run and first column after it, alternating. */
  private final int[] bounds;

  /** Number of runs in all rows up to and including each row. */
  private final int[] runsThrough;

  private PixelRuns(int width, int height, int[] bounds, int[] runsThrough) {
    this.width = width;
    this.height = height;
    this.bounds = bounds;
    this.runsThrough = runsThrough;
  }

  /**
   * Returns the runs of a mask.
   *
   * @param words in the layout of {@link PackedBits}
   */
  public static PixelRuns of(int width, int height, long[] words) {
    int perRow = PackedBits.wordsPerRow(width);
    Builder builder = new Builder(width, height);
    for (int y = 0; y < height; y++) {
      builder.addRow(words, y * perRow);
    }
    return builder.build();
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** Returns the number of runs. */
  public int count() {
    return runsThrough[height - 1];
  }

  /**
   * Returns the index of the first run in row {@code y} or below; {@code y} may equal the height.
   */
  public int firstOfRow(int y) {
    return y == 0 ? 0 : runsThrough[y - 1];
  }

  /** Returns the first column of a run. */
  public int from(int run) {
    return bounds[2 * run];
  }

  /** Returns the first column after a run. */
  public int to(int run) {
    return bounds[2 * run + 1];
  }

  /** Returns the number of set pixels. */
  public long area() {
    long area = 0;
    for (int run = 0; run < count(); run++) {
      area += to(run) - from(run);
    }
    return area;
  }

  /** Collects the runs of rows that are added from top to bottom. */
  public static final class Builder implements RowSink {
    private final int width;
    private final int[] runsThrough;
    private int[] bounds;
    private int filled;
    private int rows;

    public Builder(int width, int height) {
      this.width = width;
      runsThrough = new int[height];
      bounds = new int[Math.max(64, 4 * height)];
    }

    @Override
    public void addRow(long[] words, int base) {
      int perRow = PackedBits.wordsPerRow(width);
      long last = 0;
      for (int w = 0; w < perRow; w++) {
        long word = words[base + w];
        // bits that differ from their left neighbour: the alternating starts and ends of runs
        long edges = word ^ (word << 1 | last);
        last = word >>> 63;
        if (edges != 0) {
          addEdges(edges, w << 6);
        }
      }
      if (last != 0) {
        reserve(1);
        bounds[filled++] = width;
      }
      runsThrough[rows++] = filled / 2;
    }

    private void addEdges(long edges, int x) {
      reserve(64);
      long left = edges;
      while (left != 0) {
        bounds[filled++] = x + Long.numberOfTrailingZeros(left);
        left &= left - 1;
      }
    }

    @Override
    public void repeatRow() {
      int from = rows < 2 ? 0 : 2 * runsThrough[rows - 2];
      int length = filled - from;
      reserve(length);
      System.arraycopy(bounds, from, bounds, filled, length);
      filled += length;
      runsThrough[rows++] = filled / 2;
    }

    private void reserve(int more) {
      if (filled + more > bounds.length) {
        bounds = Arrays.copyOf(bounds, Math.max(2 * bounds.length, filled + more));
      }
    }

    /** Resets the builder for another mask; invalidates the result of {@link #build}. */
    public void clear() {
      filled = 0;
      rows = 0;
    }

    /** Returns the runs as a view of this builder's content. */
    public PixelRuns build() {
      return new PixelRuns(width, runsThrough.length, bounds, runsThrough);
    }
  }
}
