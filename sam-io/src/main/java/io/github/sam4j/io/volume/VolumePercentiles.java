package io.github.sam4j.io.volume;

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
    return "percentile " + PlainNumber.of(lower) + "-" + PlainNumber.of(upper)
        + " (volume, non-zero)";
  }

  @Override
  public IntensityRange range(Slice slice) {
    return slice.volume().statistics().percentiles(lower, upper);
  }

  @Override
  public String toString() {
    return name();
  }
}
