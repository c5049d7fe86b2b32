package io.github.sam4j.io.volume;

/** Spans the finite values of the volume. */
record MinMaxVolume() implements Intensity {
  @Override
  public String name() {
    return "min-max (volume)";
  }

  @Override
  public IntensityRange range(Slice slice) {
    return new IntensityRange(slice.volume().minimum(), slice.volume().maximum());
  }

  @Override
  public String toString() {
    return name();
  }
}
