package io.github.sam4j.io.volume;

/** Spans 0 to the largest finite value of the slice; greys are truncated. */
record ZeroToMaxSlice() implements Intensity {
  @Override
  public String name() {
    return "0-max (slice, truncated)";
  }

  @Override
  public IntensityRange range(Slice slice) {
    return new IntensityRange(0, new MinMaxSlice().range(slice).hi());
  }

  @Override
  public int grey(double value, IntensityRange range) {
    return range.truncatedGrey(value);
  }

  @Override
  public String toString() {
    return name();
  }
}
