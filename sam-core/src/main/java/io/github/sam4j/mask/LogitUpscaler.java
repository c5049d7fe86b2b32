package io.github.sam4j.mask;

import io.github.sam4j.image.ResizeLongestSide;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Brings low-resolution logits to the size of the original image and thresholds them.
 *
 * <p>The reference enlarges 256 × 256 logits to 1024 × 1024, crops to the resized image and resizes
 * to the original, both times bilinearly without aligned corners. Both steps are linear and
 * separable, so here they are folded into one list of at most three taps per row and per column,
 * and one row is computed at a time: no full-size array of floats ever exists, and one of bits only
 * where {@link #mask} returns it.
 *
 * <p>All weights are non-negative and sum to 1, hence no value lies outside the range of its 3 × 3
 * taps. Where all nine lie clearly on one side of every threshold, the pixels that share them are
 * filled or skipped as a whole; only the rest, mostly the rim of the mask, is computed pixel by
 * pixel. The margin that "clearly" means is far above the rounding of the sums.
 *
 * <p>Immutable and safe to share between threads; each call allocates its own rows.
 */
public final class LogitUpscaler {
  private static final float MARGIN = 1e-3f;

  private final ResizeAxis columns;
  private final ResizeAxis rows;

  private LogitUpscaler(ResizeAxis columns, ResizeAxis rows) {
    this.columns = columns;
    this.rows = rows;
    // checks the size before the first mask
    Mask.checkedWords(columns.length(), rows.length());
  }

  /** Returns the upscaler for images of the given resize. */
  public static LogitUpscaler of(ResizeLongestSide resize) {
    return new LogitUpscaler(
        ResizeAxis.of(resize.resizedWidth(), resize.width()),
        ResizeAxis.of(resize.resizedHeight(), resize.height()));
  }

  /** Returns the mask of the full-size logits above 0. */
  public Mask mask(LowResLogits logits) {
    return new Drawing(logits.values()).draw().toMask();
  }

  /**
   * Returns the mask of the full-size logits above 0 and how it changes when the threshold moves.
   *
   * @param offsets distances of other pairs of thresholds from 0, not negative
   * @throws IllegalArgumentException if an offset is negative or NaN
   */
  public Upscaled upscale(LowResLogits logits, float... offsets) {
    for (float offset : offsets) {
      if (!(offset >= 0)) {
        throw new IllegalArgumentException("offsets must not be negative, got " + offset);
      }
    }
    Drawing drawing = new Drawing(logits.values(), offsets);
    CompactMask mask = CompactMask.of(drawing.draw());
    return new Upscaled(
        mask,
        IntStream.range(0, offsets.length)
            .mapToObj(i -> new Stability(offsets[i], drawing.high[i], drawing.low[i]))
            .toList());
  }

  /**
   * A thresholded mask and how stable it is.
   *
   * @param mask pixels whose logit is above 0
   * @param stabilities one for each offset, in their order
   */
  public record Upscaled(CompactMask mask, List<Stability> stabilities) {
    /** Copies the list. */
    public Upscaled {
      stabilities = List.copyOf(stabilities);
    }
  }

  /**
   * Areas of the masks at two thresholds around 0.
   *
   * @param offset distance of both from 0
   * @param areaAtHigh number of pixels whose logit is above {@code +offset}
   * @param areaAtLow number of pixels whose logit is above {@code -offset}
   */
  public record Stability(float offset, int areaAtHigh, int areaAtLow) {
    /**
     * Returns {@code areaAtHigh / areaAtLow}: the IoU of the masks at the two thresholds, one being
     * inside the other. In {@code [0, 1]}, or NaN where both are empty. Single precision, as in the
     * reference.
     */
    public float score() {
      return (float) areaAtHigh / (float) areaAtLow;
    }
  }

  /** One mask on its way to full size. */
  private final class Drawing {
    final int[] high;
    final int[] low;

    private final float[] logits;
    private final float[] offsets;
    private final LogitTiles tiles;
    private final long[] above = LogitTiles.newRow();
    private final long[] below = LogitTiles.newRow();
    private final long[] mixed = LogitTiles.newRow();

    /** First tap and first tap after the end of each stretch that must be computed. */
    private final int[] stretches = new int[LowResLogits.SIDE + 2];

    private int stretchBounds;

    /** The pixels of a row that are set without computing them. */
    private final long[] filled = new long[Mask.wordsPerRow(columns.length())];

    private final long[] row = new long[filled.length];
    private final float[] blended = new float[LowResLogits.SIDE];
    private final float[] values = new float[columns.length()];

    Drawing(float[] logits, float... offsets) {
      this.logits = logits;
      this.offsets = offsets;
      high = new int[offsets.length];
      low = new int[offsets.length];
      float limit = MARGIN;
      for (float offset : offsets) {
        limit = Math.max(limit, offset + MARGIN);
      }
      tiles = new LogitTiles(logits, rows.taps(), columns.taps(), limit);
    }

    PixelRuns draw() {
      PixelRuns.Builder runs = new PixelRuns.Builder(columns.length(), rows.length());
      int from = 0;
      while (from < rows.length()) {
        int tap = rows.start[from];
        int to = rows.firstAt[tap + 1];
        tiles.findAbove(tap, above);
        tiles.findBelow(tap, below);
        fill(to - from);
        findStretches();
        for (int y = from; y < to; y++) {
          if (y > from && stretchBounds == 0) {
            runs.repeatRow();
          } else {
            System.arraycopy(filled, 0, row, 0, row.length);
            for (int i = 0; i < stretchBounds; i += 2) {
              compute(y, stretches[i], stretches[i + 1]);
            }
            runs.addRow(row, 0);
          }
        }
        from = to;
      }
      return runs.build();
    }

    /** Sets what is clearly inside in a row, and counts it for all rows of the same taps. */
    private void fill(int rowsAlike) {
      Arrays.fill(filled, 0);
      int pixels = 0;
      int tap = LogitTiles.next(above, 0, /* set= */ true);
      while (tap < LowResLogits.SIDE) {
        int end = LogitTiles.next(above, tap, /* set= */ false);
        int from = columns.firstAt[tap];
        int to = columns.firstAt[end];
        Mask.fill(filled, 0, from, to);
        pixels += to - from;
        tap = LogitTiles.next(above, end, /* set= */ true);
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
      int tap = LogitTiles.next(mixed, 0, /* set= */ true);
      while (tap < taps) {
        int end = Math.min(taps, LogitTiles.next(mixed, tap, /* set= */ false));
        stretches[stretchBounds++] = tap;
        stretches[stretchBounds++] = end;
        tap = LogitTiles.next(mixed, end, /* set= */ true);
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

    /** Writes the weighted sums of the three rows behind row {@code y}. */
    private void blend(int y, int tap, int length) {
      float a = rows.w0[y];
      float b = rows.w1[y];
      float c = rows.w2[y];
      int i = rows.start[y] * LowResLogits.SIDE + tap;
      int j = i + LowResLogits.SIDE;
      int k = j + LowResLogits.SIDE;
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
}
