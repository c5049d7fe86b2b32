// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

/**
 * A policy that maps the values of a volume to greys.
 *
 * <p>Policies are immutable values; {@link #name()} identifies one in reports.
 */
public sealed interface Intensity
    permits Intensities.MinMaxVolume,
        Intensities.MinMaxSlice,
        Intensities.ZeroToMaxSlice,
        Intensities.VolumePercentiles,
        Intensities.PercentilesWithBlackZeros,
        Intensities.CtWindow {
  /** Returns the policy that spans the finite values of the whole volume. */
  static Intensity minMaxVolume() {
    return new Intensities.MinMaxVolume();
  }

  /** Returns the policy that spans the finite values of each slice on its own. */
  static Intensity minMaxSlice() {
    return new Intensities.MinMaxSlice();
  }

  /**
   * Returns the policy that spans 0 to the largest finite value of each slice on its own. Greys are
   * truncated, not rounded, and negative values are black: {@code uint8(image / max * 255)} of
   * arXiv 2304.10517.
   */
  static Intensity zeroToMaxSlice() {
    return new Intensities.ZeroToMaxSlice();
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
  static Intensity percentile(double lower, double upper) {
    return new Intensities.VolumePercentiles(lower, upper);
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
  static Intensity percentileWithBlackZeros(double lower, double upper) {
    return new Intensities.PercentilesWithBlackZeros(
        new Intensities.VolumePercentiles(lower, upper));
  }

  /**
   * Returns a window of Hounsfield units.
   *
   * @param level centre of the window in HU
   * @param width its width in HU, positive
   * @throws IllegalArgumentException if the width isn't positive or either number isn't finite
   */
  static Intensity ctWindow(double level, double width) {
    return new Intensities.CtWindow(level, width);
  }

  /** Returns the CT window for soft tissue: level 40, width 400. */
  static Intensity softTissue() {
    return ctWindow(40, 400);
  }

  /** Returns the CT window for the lung: level −160, width 1500. */
  static Intensity lung() {
    return ctWindow(-160, 1500);
  }

  /** Returns the CT window for the brain: level 40, width 80. */
  static Intensity brain() {
    return ctWindow(40, 80);
  }

  /** Returns the CT window for bone: level 400, width 1800. */
  static Intensity bone() {
    return ctWindow(400, 1800);
  }

  /** Name including all settings, such as {@code percentile 0.5-99.5 (volume, non-zero)}. */
  String name();

  /** Returns the range for the pixels of a slice. */
  Range range(Slice slice);

  /**
   * Returns the grey of a value, in [0, 255].
   *
   * @param range that of the value's slice
   */
  default int grey(double value, Range range) {
    return range.grey(value);
  }

  /**
   * The values that become black and white in an 8-bit picture.
   *
   * @param lo value that becomes 0; NaN if there is none
   * @param hi value that becomes 255; NaN if there is none
   */
  record Range(double lo, double hi) {
    /** The range of no values, which makes everything black. */
    static final Range NONE = new Range(Double.NaN, Double.NaN);

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
