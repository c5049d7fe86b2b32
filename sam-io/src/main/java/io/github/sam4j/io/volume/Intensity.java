package io.github.sam4j.io.volume;

/**
 * A policy that chooses which values of a volume become black and white.
 *
 * <p>Policies are immutable values; {@link #name()} tells one from the other and goes into reports.
 */
public sealed interface Intensity
    permits MinMaxVolume,
        MinMaxSlice,
        ZeroToMaxSlice,
        VolumePercentiles,
        PercentilesWithBlackZeros,
        CtWindow {
  /** Returns the policy that spans the finite values of the whole volume. */
  static Intensity minMaxVolume() {
    return new MinMaxVolume();
  }

  /** Returns the policy that spans the finite values of each slice on its own. */
  static Intensity minMaxSlice() {
    return new MinMaxSlice();
  }

  /**
   * Returns the policy that spans 0 to the largest finite value of each slice on its own. Greys are
   * truncated, not rounded, and what is negative is black: {@code uint8(image / max * 255)} of
   * arXiv 2304.10517.
   */
  static Intensity zeroToMaxSlice() {
    return new ZeroToMaxSlice();
  }

  /**
   * Returns the policy that spans two percentiles of the volume's finite values other than 0, with
   * linear interpolation between order statistics. Exact; found once for each volume.
   *
   * @param lower percentile that becomes black, in [0, 100]
   * @param upper percentile that becomes white, above {@code lower}, at most 100
   * @throws IllegalArgumentException otherwise
   */
  static Intensity percentile(double lower, double upper) {
    return new VolumePercentiles(lower, upper);
  }

  /**
   * Returns the policy that spans two percentiles as {@link #percentile} does, except that 0 is
   * black even where the lower percentile is negative, and that greys are truncated, not rounded:
   * MedSAM's preparation of everything but CT, with 0.5 and 99.5. (It takes percentiles of what is
   * above 0, which is the same where nothing is negative.)
   *
   * @param lower percentile that becomes black, in [0, 100]
   * @param upper percentile that becomes white, above {@code lower}, at most 100
   * @throws IllegalArgumentException otherwise
   */
  static Intensity percentileWithBlackZeros(double lower, double upper) {
    return new PercentilesWithBlackZeros(new VolumePercentiles(lower, upper));
  }

  /**
   * Returns a window of Hounsfield units.
   *
   * @param level centre of the window in HU
   * @param width its width in HU, positive
   * @throws IllegalArgumentException if the width isn't positive or one of both isn't finite
   */
  static Intensity ctWindow(double level, double width) {
    return new CtWindow(level, width);
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

  /** Name with all settings, such as {@code percentile 0.5-99.5 (volume, non-zero)}. */
  String name();

  /** Returns the range for the pixels of a slice. */
  IntensityRange range(Slice slice);

  /**
   * Returns the grey of a value, in [0, 255].
   *
   * @param range that of the value's slice
   */
  default int grey(double value, IntensityRange range) {
    return range.grey(value);
  }
}
