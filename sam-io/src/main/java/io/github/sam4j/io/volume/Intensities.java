// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import java.math.BigDecimal;

/** The policies that {@link Intensity} offers. */
final class Intensities {
  private Intensities() {}

  /** Spans the finite values of the volume. */
  record MinMaxVolume() implements Intensity {
    @Override
    public String name() {
      return "min-max (volume)";
    }

    @Override
    public Range range(Slice slice) {
      return new Range(slice.volume().minimum(), slice.volume().maximum());
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Spans the finite values of the slice. */
  record MinMaxSlice() implements Intensity {
    @Override
    public String name() {
      return "min-max (slice)";
    }

    @Override
    public Range range(Slice slice) {
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
      return lo <= hi ? new Range(lo, hi) : Range.NONE;
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Spans 0 to the largest finite value of the slice; greys are truncated. */
  record ZeroToMaxSlice() implements Intensity {
    @Override
    public String name() {
      return "0-max (slice, truncated)";
    }

    @Override
    public Range range(Slice slice) {
      return new Range(0, new MinMaxSlice().range(slice).hi());
    }

    @Override
    public int grey(double value, Range range) {
      return range.truncatedGrey(value);
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Spans two percentiles of the volume's finite values other than 0. */
  record VolumePercentiles(double lower, double upper) implements Intensity {
    VolumePercentiles {
      if (!(lower >= 0 && lower < upper && upper <= 100)) {
        throw new IllegalArgumentException(
            "percentiles must satisfy 0 <= lower < upper <= 100, got lower=" + lower + " upper="
                + upper);
      }
    }

    @Override
    public String name() {
      return "percentile " + plain(lower) + "-" + plain(upper) + " (volume, non-zero)";
    }

    @Override
    public Range range(Slice slice) {
      return slice.volume().statistics().percentiles(lower, upper);
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Spans two percentiles as {@link VolumePercentiles} does; 0 is black, greys are truncated. */
  record PercentilesWithBlackZeros(VolumePercentiles percentiles) implements Intensity {
    @Override
    public String name() {
      return "percentile " + plain(percentiles.lower()) + "-" + plain(percentiles.upper())
          + " (volume, non-zero, zeros black, truncated)";
    }

    @Override
    public Range range(Slice slice) {
      return percentiles.range(slice);
    }

    @Override
    public int grey(double value, Range range) {
      return value == 0 ? 0 : range.truncatedGrey(value);
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Spans a fixed window of Hounsfield units. */
  record CtWindow(double level, double width) implements Intensity {
    CtWindow {
      if (!(width > 0) || !Double.isFinite(width) || !Double.isFinite(level)) {
        throw new IllegalArgumentException(
            "level must be finite, width positive and finite, got level=" + level + " width="
                + width);
      }
    }

    @Override
    public String name() {
      return "CT window level " + plain(level) + " width " + plain(width);
    }

    @Override
    public Range range(Slice slice) {
      return new Range(level - width / 2, level + width / 2);
    }

    @Override
    public String toString() {
      return name();
    }
  }

  /** Prints a number as short as possible, without an exponent. */
  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
