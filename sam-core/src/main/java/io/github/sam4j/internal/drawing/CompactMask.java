// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import io.github.sam4j.image.internal.bits.PackedBits;
import io.github.sam4j.image.internal.bits.PixelRuns;
import io.github.sam4j.mask.Box;
import io.github.sam4j.mask.Mask;
import java.util.Arrays;
import java.util.Optional;

/**
 * A run-length encoded mask.
 *
 * <p>A {@link Mask} takes one bit per pixel of the image. This class takes two to four bytes per
 * run of set pixels: a few KB where a mask of 1800 × 1200 pixels takes 270 KB. It can only be
 * stored, moved and unpacked. Immutable.
 *
 * <p>Runs alternate between unset and set pixels, row by row within the mask's bounding box, and
 * continue across row ends. Each length is a variable-length integer: groups of seven bits, lowest
 * first, with the high bit set if more follow. Unset pixels at the end are omitted.
 */
public final class CompactMask {
  /** Heap taken by an instance and the header of its array. */
  private static final long OVERHEAD_BYTES = 48 + 16;

  private final int width;
  private final int height;
  private final int left;
  private final int top;

  /** Width of the bounding box, 0 for an empty mask. */
  private final int boxWidth;

  private final int boxHeight;
  private final long area;
  private final byte[] lengths;

  private CompactMask(
      int width,
      int height,
      int left,
      int top,
      int boxWidth,
      int boxHeight,
      long area,
      byte[] lengths) {
    this.width = width;
    this.height = height;
    this.left = left;
    this.top = top;
    this.boxWidth = boxWidth;
    this.boxHeight = boxHeight;
    this.area = area;
    this.lengths = lengths;
  }

  /** Packs a mask. */
  public static CompactMask of(Mask mask) {
    return of(PixelRuns.of(mask.width(), mask.height(), mask.toPackedRows()));
  }

  private static CompactMask of(PixelRuns runs) {
    return of(runs, new RunWriter());
  }

  /** Packs runs; the writer can be reused afterwards. */
  static CompactMask of(PixelRuns runs, RunWriter lengths) {
    int count = runs.count();
    if (count == 0) {
      return new CompactMask(runs.width(), runs.height(), 0, 0, 0, 0, 0, new byte[0]);
    }
    int left = Integer.MAX_VALUE;
    int right = 0;
    for (int run = 0; run < count; run++) {
      left = Math.min(left, runs.from(run));
      right = Math.max(right, runs.to(run));
    }
    int top = 0;
    while (runs.firstOfRow(top + 1) == 0) {
      top++;
    }
    int bottom = runs.height();
    while (runs.firstOfRow(bottom - 1) == count) {
      bottom--;
    }
    int boxWidth = right - left;
    lengths.begin();
    for (int y = top; y < bottom; y++) {
      int row = (y - top) * boxWidth - left;
      for (int run = runs.firstOfRow(y); run < runs.firstOfRow(y + 1); run++) {
        lengths.add(row + runs.from(run), row + runs.to(run));
      }
    }
    return new CompactMask(
        runs.width(),
        runs.height(),
        left,
        top,
        boxWidth,
        bottom - top,
        runs.area(),
        lengths.finish());
  }

  /**
   * Returns this mask placed in a larger image, without unpacking it.
   *
   * @param x column of the larger image for this mask's first column
   * @param y row of the larger image for this mask's first row
   * @throws IllegalArgumentException if this mask does not fit into the image there
   */
  public CompactMask placedAt(int x, int y, int pictureWidth, int pictureHeight) {
    PackedBits.checkedWords(pictureWidth, pictureHeight);
    if (x < 0 || y < 0 || x > pictureWidth - width || y > pictureHeight - height) {
      throw new IllegalArgumentException("expected room for a mask of width=" + width + " height="
          + height + ", got x=" + x + " y=" + y + " in width=" + pictureWidth + " height="
          + pictureHeight);
    }
    return area == 0
        ? new CompactMask(pictureWidth, pictureHeight, 0, 0, 0, 0, 0, lengths)
        : new CompactMask(
            pictureWidth, pictureHeight, left + x, top + y, boxWidth, boxHeight, area, lengths);
  }

  /** Unpacks the mask. */
  public Mask toMask() {
    Mask.Builder mask = Mask.builder(width, height);
    long[] pixels = new long[PackedBits.wordsPerRow(width)];
    int added = 0;
    int row = top;
    int column = 0;
    Reader reader = new Reader(lengths);
    while (reader.hasNext()) {
      column += reader.next();
      int rows = column / boxWidth;
      row += rows;
      column -= rows * boxWidth;
      int set = reader.next();
      while (set > 0) {
        for (; added < row; added++) {
          mask.addRow(pixels, 0);
          Arrays.fill(pixels, 0);
        }
        int stop = Math.min(boxWidth, column + set);
        PackedBits.fill(pixels, 0, left + column, left + stop);
        set -= stop - column;
        column = stop;
        if (column == boxWidth) {
          column = 0;
          row++;
        }
      }
    }
    return mask.addRow(pixels, 0).build();
  }

  /** Returns the number of columns. */
  public int width() {
    return width;
  }

  /** Returns the number of rows. */
  public int height() {
    return height;
  }

  /** Returns the number of set pixels. */
  public long area() {
    return area;
  }

  /** Returns the bounding box of the set pixels, or empty for an empty mask. */
  public Optional<Box> box() {
    return area == 0
        ? Optional.empty()
        : Optional.of(new Box(left, top, left + boxWidth - 1, top + boxHeight - 1));
  }

  /** Returns the approximate heap size in bytes. */
  public long bytes() {
    return OVERHEAD_BYTES + lengths.length;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof CompactMask other
        && width == other.width
        && height == other.height
        && left == other.left
        && top == other.top
        && boxWidth == other.boxWidth
        && boxHeight == other.boxHeight
        && Arrays.equals(lengths, other.lengths);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * (31 * width + height) + left) + top) + Arrays.hashCode(lengths);
  }

  @Override
  public String toString() {
    return "CompactMask[" + width + "x" + height + ", area=" + area + ", bytes=" + bytes() + "]";
  }

  /** Reads the format of {@link RunWriter}. */
  private static final class Reader {
    private final byte[] bytes;
    private int position;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    boolean hasNext() {
      return position < bytes.length;
    }

    int next() {
      int value = 0;
      int shift = 0;
      int group;
      do {
        group = bytes[position++];
        value |= (group & 127) << shift;
        shift += 7;
      } while (group < 0);
      return value;
    }
  }
}
