// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import io.github.sam4j.image.internal.bits.PackedBits;
import io.github.sam4j.image.internal.bits.PixelRuns;
import io.github.sam4j.image.internal.bits.RowSink;
import io.github.sam4j.internal.drawing.LogitUpscaler.Stability;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.mask.Mask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws masks at full size, one after the other, with reused working arrays. Not safe for use by
 * several threads.
 */
final class MaskDrawer {
  private static final float MARGIN = 1e-3f;
  private static final float[] NOTHING = {};

  private final ResizeAxis columns;
  private final ResizeAxis rows;
  /** Rows and columns of the logits. */
  private final int side;

  private final LogitTiles tiles;
  private final long[] above;
  private final long[] below;
  private final long[] mixed;

  /** First tap and end tap (exclusive) of each stretch that must be computed. */
  private final int[] stretches;

  private int stretchBounds;

  /** The pixels of a row that are set without being computed. */
  private final long[] filled;

  private final long[] row;
  private final float[] blended;
  private final float[] values;

  private float[] logits = NOTHING;
  private float[] offsets = NOTHING;
  private int[] high = {};
  private int[] low = {};

  // allocated on first use
  private PixelRuns.@Nullable Builder runs;
  private @Nullable RunWriter writer;
  private float[] copied = NOTHING;
  private int copiedRows;
  private int copiedColumns;

  /**
   * Creates a drawer for masks of one size.
   *
   * @param columns interpolation along the rows of the mask, to its columns
   * @param rows interpolation to its rows
   */
  MaskDrawer(ResizeAxis columns, ResizeAxis rows) {
    this.columns = columns;
    this.rows = rows;
    side = columns.side();
    tiles = new LogitTiles(side, rows.taps(), columns.taps());
    above = tiles.newRow();
    below = tiles.newRow();
    mixed = tiles.newRow();
    stretches = new int[side + 2];
    blended = new float[side];
    filled = new long[PackedBits.wordsPerRow(columns.length())];
    row = new long[filled.length];
    values = new float[columns.length()];
  }

  /**
   * Reads logits; the result is valid until the next call.
   *
   * @throws IllegalArgumentException if their side differs from that of the model
   */
  float[] read(LowResLogits logits) {
    checkSides(logits.side(), logits.side(), logits.side() == side);
    float[] target = copied(side, side);
    logits.copyTo(target);
    return target;
  }

  /**
   * Copies logits from their buffer; the result is valid until the next call.
   *
   * @throws IllegalArgumentException if they have more rows or columns than the model
   */
  float[] read(CoveredLogits covered) {
    checkSides(
        covered.rows(), covered.columns(), covered.rows() <= side && covered.columns() <= side);
    float[] target = copied(covered.rows(), covered.columns());
    covered.copyTo(target, side);
    return target;
  }

  private void checkSides(int rows, int columns, boolean fit) {
    if (!fit) {
      throw new IllegalArgumentException("expected logits of a model whose side is " + side
          + ", got rows=" + rows + " columns=" + columns);
    }
  }

  private float[] copied(int rows, int columns) {
    if (rows != copiedRows || columns != copiedColumns) {
      // a mask of another size may have left logits in this one's padding
      copied = new float[side * side];
      copiedRows = rows;
      copiedColumns = columns;
    }
    return copied;
  }

  /**
   * Returns the mask of the full-size logits above 0.
   *
   * @param lowRes {@code [side, side]} row-major
   */
  Mask draw(float[] lowRes) {
    PackedRows packed = new PackedRows(columns.length(), rows.length());
    draw(lowRes, NOTHING, packed);
    return packed.finish();
  }

  /**
   * Finds the runs of the mask of the full-size logits above 0 and its stability for other
   * thresholds.
   *
   * @param lowRes {@code [side, side]} row-major
   * @param distances of other pairs of thresholds from 0, not negative
   * @return one stability per distance
   */
  List<Stability> drawRuns(float[] lowRes, float[] distances) {
    if (runs == null) {
      runs = new PixelRuns.Builder(columns.length(), rows.length());
    }
    runs.clear();
    draw(lowRes, distances, runs);
    List<Stability> stabilities = new ArrayList<>(distances.length);
    for (int i = 0; i < distances.length; i++) {
      stabilities.add(new Stability(distances[i], high[i], low[i]));
    }
    return stabilities;
  }

  /** Returns the mask of the runs that were found last. */
  CompactMask compact() {
    if (runs == null) {
      throw new IllegalStateException("no runs have been found");
    }
    if (writer == null) {
      writer = new RunWriter();
    }
    return CompactMask.of(runs.build(), writer);
  }

  private void draw(float[] lowRes, float[] distances, RowSink sink) {
    logits = lowRes;
    offsets = distances;
    if (high.length != offsets.length) {
      high = new int[offsets.length];
      low = new int[offsets.length];
    }
    Arrays.fill(high, 0);
    Arrays.fill(low, 0);
    float limit = MARGIN;
    for (float offset : offsets) {
      limit = Math.max(limit, offset + MARGIN);
    }
    tiles.look(logits, limit);
    int from = 0;
    while (from < rows.length()) {
      int tap = rows.start[from];
      int to = rows.firstAt[tap + 1];
      tiles.findAbove(tap, above);
      tiles.findBelow(tap, below);
      fill(to - from);
      findStretches();
      drawRows(from, to, sink);
      from = to;
    }
    // an idle drawer must not retain the caller's logits
    logits = NOTHING;
  }

  private void drawRows(int from, int to, RowSink sink) {
    for (int y = from; y < to; y++) {
      if (y > from && stretchBounds == 0) {
        sink.repeatRow();
      } else {
        System.arraycopy(filled, 0, row, 0, row.length);
        for (int i = 0; i < stretchBounds; i += 2) {
          compute(y, stretches[i], stretches[i + 1]);
        }
        sink.addRow(row, 0);
      }
    }
  }

  /**
   * Sets the pixels of a row that are clearly inside, counted once for all rows with the same taps.
   */
  private void fill(int rowsAlike) {
    Arrays.fill(filled, 0);
    int pixels = 0;
    int tap = tiles.next(above, 0, /* set= */ true);
    while (tap < side) {
      int end = tiles.next(above, tap, /* set= */ false);
      int from = columns.firstAt[tap];
      int to = columns.firstAt[end];
      PackedBits.fill(filled, 0, from, to);
      pixels += to - from;
      tap = tiles.next(above, end, /* set= */ true);
    }
    for (int i = 0; i < offsets.length; i++) {
      high[i] += pixels * rowsAlike;
      low[i] += pixels * rowsAlike;
    }
  }

  private void findStretches() {
    LogitTiles.neither(above, below, mixed);
    int taps = columns.taps() - ResizeAxis.TAPS + 1;
    stretchBounds = 0;
    int tap = tiles.next(mixed, 0, /* set= */ true);
    while (tap < taps) {
      int end = Math.min(taps, tiles.next(mixed, tap, /* set= */ false));
      stretches[stretchBounds++] = tap;
      stretches[stretchBounds++] = end;
      tap = tiles.next(mixed, end, /* set= */ true);
    }
  }

  /** Computes the pixels of row {@code y} whose first tap is in {@code [tap, end)}. */
  private void compute(int y, int tap, int end) {
    int from = columns.firstAt[tap];
    int to = columns.firstAt[end];
    blend(y, tap, end - tap + ResizeAxis.TAPS - 1);
    for (int x = from; x < to; x++) {
      int i = columns.start[x] - tap;
      values[x] = columns.w0[x] * blended[i]
          + columns.w1[x] * blended[i + 1]
          + columns.w2[x] * blended[i + 2];
    }
    for (int x = from; x < to; x++) {
      row[x >> 6] |= (values[x] > 0 ? 1L : 0L) << x;
    }
    for (int i = 0; i < offsets.length; i++) {
      count(i, from, to);
    }
  }

  /** Computes the weighted sums of the three rows of logits for row {@code y}. */
  private void blend(int y, int tap, int length) {
    float a = rows.w0[y];
    float b = rows.w1[y];
    float c = rows.w2[y];
    int i = rows.start[y] * side + tap;
    int j = i + side;
    int k = j + side;
    for (int x = 0; x < length; x++) {
      blended[x] = a * logits[i + x] + b * logits[j + x] + c * logits[k + x];
    }
  }

  private void count(int offset, int from, int to) {
    float threshold = offsets[offset];
    int aboveHigh = 0;
    int aboveLow = 0;
    for (int x = from; x < to; x++) {
      aboveHigh += values[x] > threshold ? 1 : 0;
      aboveLow += values[x] > -threshold ? 1 : 0;
    }
    high[offset] += aboveHigh;
    low[offset] += aboveLow;
  }
}
