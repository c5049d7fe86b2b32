package io.github.sam4j.mask;

import io.github.sam4j.image.ResizeLongestSide;
import java.util.Arrays;

/**
 * Brings low-resolution logits to the size of the original image and thresholds them.
 *
 * <p>The reference enlarges 256 × 256 logits to 1024 × 1024, crops to the resized image and resizes
 * to the original, both times bilinearly without aligned corners. Both steps are linear and
 * separable, so here they are folded into one list of at most three taps per row and per column,
 * and one row is computed at a time: no full-size array of floats ever exists.
 *
 * <p>All weights are non-negative and sum to 1, hence no value lies outside the range of its taps.
 * Where the taps of a whole stretch lie clearly on one side of every threshold the stretch is
 * filled at once; only the rest, mostly the rim of the mask, is computed pixel by pixel. The margin
 * that "clearly" means is far above the rounding of the sums.
 *
 * <p>Immutable and safe to share between threads; each call allocates its own row.
 */
public final class LogitUpscaler {
  private static final int SIDE = LowResLogits.SIDE;
  private static final float MARGIN = 1e-3f;

  private final Axis columns;
  private final Axis rows;

  private LogitUpscaler(Axis columns, Axis rows) {
    this.columns = columns;
    this.rows = rows;
  }

  /** Returns the upscaler for images of the given resize. */
  public static LogitUpscaler of(ResizeLongestSide resize) {
    return new LogitUpscaler(
        Axis.of(resize.resizedWidth(), resize.width()),
        Axis.of(resize.resizedHeight(), resize.height()));
  }

  /** Returns the mask of the full-size logits above 0. */
  public Mask mask(LowResLogits logits) {
    return upscale(logits, 0).mask();
  }

  /**
   * Returns the mask of the full-size logits above 0 and how it changes when the threshold moves by
   * {@code offset}.
   *
   * @param offset distance of the two other thresholds from 0, not negative
   */
  public Upscaled upscale(LowResLogits logits, float offset) {
    float[] low = logits.values();
    int width = columns.length();
    int height = rows.length();
    int wordsPerRow = Mask.wordsPerRow(width);
    long[] words = new long[Mask.checkedWords(width, height)];
    float[] row = new float[SIDE];
    Counts counts = new Counts();
    for (int y = 0; y < height; y++) {
      rows.blend(low, y, row);
      row(row, offset, words, y * wordsPerRow, counts);
    }
    return new Upscaled(Mask.wrap(width, height, words), counts.high, counts.low);
  }

  private void row(float[] row, float offset, long[] words, int base, Counts counts) {
    for (int s = 0; s + 1 < columns.stretches.length; s++) {
      int from = columns.stretches[s];
      int to = columns.stretches[s + 1];
      int tap = columns.start[from];
      float a = row[tap];
      float b = row[tap + 1];
      float c = row[tap + 2];
      float max = Math.max(a, Math.max(b, c));
      if (max < -offset - MARGIN) {
        continue;
      }
      float min = Math.min(a, Math.min(b, c));
      if (min > offset + MARGIN) {
        Mask.fill(words, base, from, to);
        counts.high += to - from;
        counts.low += to - from;
        continue;
      }
      for (int x = from; x < to; x++) {
        float value = columns.w0[x] * a + columns.w1[x] * b + columns.w2[x] * c;
        if (value > 0) {
          words[base + (x >> 6)] |= 1L << x;
        }
        if (value > offset) {
          counts.high++;
        }
        if (value > -offset) {
          counts.low++;
        }
      }
    }
  }

  /**
   * A thresholded mask with the counts behind its stability score.
   *
   * @param mask pixels whose logit is above 0
   * @param areaAtHigh number of pixels whose logit is above {@code +offset}
   * @param areaAtLow number of pixels whose logit is above {@code -offset}
   */
  public record Upscaled(Mask mask, int areaAtHigh, int areaAtLow) {
    /**
     * Returns {@code areaAtHigh / areaAtLow}: the IoU of the masks at the two thresholds, one being
     * inside the other. In {@code [0, 1]}, or NaN where both are empty. Single precision, as in the
     * reference.
     */
    public float stabilityScore() {
      return (float) areaAtHigh / (float) areaAtLow;
    }
  }

  private static final class Counts {
    int high;
    int low;
  }

  /**
   * One axis of the folded resize: for each target position three neighbouring taps and their
   * weights.
   */
  private static final class Axis {
    private static final int FRAME = ResizeLongestSide.FRAME_SIDE;

    final int[] start;
    final float[] w0;
    final float[] w1;
    final float[] w2;

    /** Bounds of the stretches of positions that share their taps; the last one is the length. */
    final int[] stretches;

    private Axis(int[] start, float[] w0, float[] w1, float[] w2, int[] stretches) {
      this.start = start;
      this.w0 = w0;
      this.w1 = w1;
      this.w2 = w2;
      this.stretches = stretches;
    }

    static Axis of(int resized, int original) {
      int[] start = new int[original];
      float[] w0 = new float[original];
      float[] w1 = new float[original];
      float[] w2 = new float[original];
      float[] weights = new float[SIDE];
      int[] bounds = new int[original + 1];
      int count = 0;
      for (int i = 0; i < original; i++) {
        Linear outer = Linear.at(i, resized, original);
        Linear first = Linear.at(outer.lower, SIDE, FRAME);
        Linear second = Linear.at(outer.upper, SIDE, FRAME);
        // the two positions are neighbours at a quarter of the tap distance: never more than three
        // taps
        int from = Math.min(first.lower, SIDE - 3);
        Arrays.fill(weights, from, from + 3, 0f);
        first.addTo(weights, 1 - outer.fraction);
        second.addTo(weights, outer.fraction);
        start[i] = from;
        w0[i] = weights[from];
        w1[i] = weights[from + 1];
        w2[i] = weights[from + 2];
        if (i == 0 || start[i - 1] != from) {
          bounds[count++] = i;
        }
      }
      bounds[count++] = original;
      return new Axis(start, w0, w1, w2, Arrays.copyOf(bounds, count));
    }

    int length() {
      return start.length;
    }

    /** Writes the weighted sum of the rows behind target row {@code y} into {@code row}. */
    void blend(float[] low, int y, float[] row) {
      float a = w0[y];
      float b = w1[y];
      float c = w2[y];
      int i = start[y] * SIDE;
      for (int x = 0; x < SIDE; x++) {
        row[x] = a * low[i + x] + b * low[i + SIDE + x] + c * low[i + 2 * SIDE + x];
      }
    }
  }

  /** One bilinear interpolation step in single precision, as the reference computes it. */
  private static final class Linear {
    final int lower;
    final int upper;
    final float fraction;

    private Linear(int lower, int upper, float fraction) {
      this.lower = lower;
      this.upper = upper;
      this.fraction = fraction;
    }

    static Linear at(int target, int sourceLength, int targetLength) {
      float scale = (float) sourceLength / targetLength;
      float position = Math.max(0f, scale * (target + 0.5f) - 0.5f);
      int lower = Math.min((int) position, sourceLength - 1);
      int upper = Math.min(lower + 1, sourceLength - 1);
      return new Linear(lower, upper, Math.min(Math.max(position - lower, 0f), 1f));
    }

    void addTo(float[] weights, float share) {
      weights[lower] += share * (1 - fraction);
      weights[upper] += share * fraction;
    }
  }
}
