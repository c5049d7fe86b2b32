// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import java.math.BigDecimal;
import java.util.function.Function;

/**
 * A policy that maps the values of a volume to greys. Immutable; policies are equal if they have
 * the same {@link #name}, which states all settings.
 */
public final class Intensity {
  private static final Intensity MIN_MAX_VOLUME = new Intensity(
      "min-max (volume)",
      slice -> new Range(slice.volume().minimum(), slice.volume().maximum()),
      Range::grey);
  private static final Intensity MIN_MAX_SLICE =
      new Intensity("min-max (slice)", Range::of, Range::grey);
  private static final Intensity ZERO_TO_MAX_SLICE = new Intensity(
      "0-max (slice, truncated)",
      slice -> new Range(0, Range.of(slice).hi()),
      Range::truncatedGrey);

  private final String name;
  private final Function<Slice, Range> range;
  private final Rounding rounding;

  private interface Rounding {
    int grey(Range range, double value);
  }

  private Intensity(String name, Function<Slice, Range> range, Rounding rounding) {
    this.name = name;
    this.range = range;
    this.rounding = rounding;
  }

  /** Returns the policy that spans the finite values of the whole volume. */
  public static Intensity minMaxVolume() {
    return MIN_MAX_VOLUME;
  }

  /** Returns the policy that spans the finite values of each slice on its own. */
  public static Intensity minMaxSlice() {
    return MIN_MAX_SLICE;
  }

  /**
   * Returns the policy that spans 0 to the largest finite value of each slice on its own. Greys are
   * truncated, not rounded, and negative values are black: {@code uint8(image / max * 255)} of
   * arXiv 2304.10517.
   */
  public static Intensity zeroToMaxSlice() {
    return ZERO_TO_MAX_SLICE;
  }

  /**
   * Returns the policy that spans two percentiles of the volume's finite values other than 0, with
   * linear interpolation between order statistics. They are exact, and computed once for each
   * volume.
   *
   * @param lower percentile that becomes black, in [0, 100]
   * @param upper percentile that becomes white, above {@code lower}, at most 100
   * @throws IllegalArgumentException otherwise
   */
  public static Intensity percentile(double lower, double upper) {
    return percentiles(lower, upper, "", Range::grey);
  }

  /**
   * Returns the policy that spans two percentiles as {@link #percentile} does, except that 0 is
   * black even where the lower percentile is negative, and that greys are truncated, not rounded.
   * With 0.5 and 99.5 this is MedSAM's preparation of all modalities but CT. (MedSAM takes the
   * percentiles of the values above 0, which are the same where no value is negative.)
   *
   * @param lower percentile that becomes black, in [0, 100]
   * @param upper percentile that becomes white, above {@code lower}, at most 100
   * @throws IllegalArgumentException otherwise
   */
  public static Intensity percentileWithBlackZeros(double lower, double upper) {
    return percentiles(
        lower,
        upper,
        ", zeros black, truncated",
        (range, value) -> value == 0 ? 0 : range.truncatedGrey(value));
  }

  private static Intensity percentiles(
      double lower, double upper, String greys, Rounding rounding) {
    if (!(lower >= 0 && lower < upper && upper <= 100)) {
      throw new IllegalArgumentException(
          "percentiles must satisfy 0 <= lower < upper <= 100, got lower=" + lower + " upper="
              + upper);
    }
    return new Intensity(
        "percentile " + plain(lower) + "-" + plain(upper) + " (volume, non-zero" + greys + ")",
        slice -> slice.volume().statistics().percentiles(lower, upper),
        rounding);
  }

  /**
   * Returns a window of Hounsfield units.
   *
   * @param level centre of the window in HU
   * @param width its width in HU, positive
   * @throws IllegalArgumentException if the width is not positive or either number is not finite
   */
  public static Intensity ctWindow(double level, double width) {
    if (!(width > 0) || !Double.isFinite(width) || !Double.isFinite(level)) {
      throw new IllegalArgumentException(
          "level must be finite, width positive and finite, got level=" + level + " width="
              + width);
    }
    Range window = new Range(level - width / 2, level + width / 2);
    return new Intensity(
        "CT window level " + plain(level) + " width " + plain(width), slice -> window, Range::grey);
  }

  /** Returns the CT window for soft tissue: level 40, width 400. */
  public static Intensity softTissue() {
    return ctWindow(40, 400);
  }

  /** Returns the CT window for the lung: level −160, width 1500. */
  public static Intensity lung() {
    return ctWindow(-160, 1500);
  }

  /** Returns the CT window for the brain: level 40, width 80. */
  public static Intensity brain() {
    return ctWindow(40, 80);
  }

  /** Returns the CT window for bone: level 400, width 1800. */
  public static Intensity bone() {
    return ctWindow(400, 1800);
  }

  /** Formats a number as briefly as possible, without an exponent. */
  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Name including all settings, such as {@code percentile 0.5-99.5 (volume, non-zero)}. */
  public String name() {
    return name;
  }

  /** Returns the range for the pixels of a slice. */
  public Range range(Slice slice) {
    return range.apply(slice);
  }

  /**
   * Returns the grey of a value, in [0, 255].
   *
   * @param range that of the value's slice
   */
  public int grey(double value, Range range) {
    return rounding.grey(range, value);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Intensity other && name.equals(other.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * The values that become black and white in an 8-bit picture.
   *
   * @param lo value that becomes 0; NaN if there is none
   * @param hi value that becomes 255; NaN if there is none
   */
  public record Range(double lo, double hi) {
    /** The range of no values, which makes everything black. */
    static final Range NONE = new Range(Double.NaN, Double.NaN);

    /** Returns the range of the finite values of a slice. */
    private static Range of(Slice slice) {
      double lo = Double.POSITIVE_INFINITY;
      double hi = Double.NEGATIVE_INFINITY;
      double[] row = new double[slice.width()];
      for (int y = 0; y < slice.height(); y++) {
        slice.readRow(y, row);
        for (double value : row) {
          if (Double.isFinite(value)) {
            lo = Math.min(lo, value);
            hi = Math.max(hi, value);
          }
        }
      }
      return lo <= hi ? new Range(lo, hi) : NONE;
    }

    /**
     * Returns {@code floor(clip((value - lo) / (hi - lo), 0, 1) * 255 + 0.5)}, computed in double
     * precision, in [0, 255].
     *
     * @return 0 if the value is NaN or the range is empty; infinite values are clipped
     */
    public int grey(double value) {
      return (int) (255 * unit(value) + 0.5);
    }

    /**
     * Returns {@code floor(clip((value - lo) / (hi - lo), 0, 1) * 255)}, computed in double
     * precision, in [0, 255].
     *
     * @return 0 if the value is NaN or the range is empty; infinite values are clipped
     */
    public int truncatedGrey(double value) {
      return (int) (255 * unit(value));
    }

    private double unit(double value) {
      if (!(hi > lo) || Double.isNaN(value)) {
        return 0;
      }
      return Math.max(0, Math.min(1, (value - lo) / (hi - lo)));
    }
  }
}
