package io.github.sam4j.io.volume;

/** Spans two percentiles as {@link VolumePercentiles} does; 0 is black, greys are truncated. */
record PercentilesWithBlackZeros(VolumePercentiles percentiles) implements Intensity {
  @Override
  public String name() {
    return "percentile " + PlainNumber.of(percentiles.lower()) + "-"
        + PlainNumber.of(percentiles.upper()) + " (volume, non-zero, zeros black, truncated)";
  }

  @Override
  public IntensityRange range(Slice slice) {
    return percentiles.range(slice);
  }

  @Override
  public int grey(double value, IntensityRange range) {
    return value == 0 ? 0 : range.truncatedGrey(value);
  }

  @Override
  public String toString() {
    return name();
  }
}
