package io.github.sam4j.io.volume;

/** Spans the finite values of the slice. */
record MinMaxSlice() implements Intensity {
  @Override
  public String name() {
    return "min-max (slice)";
  }

  @Override
  public IntensityRange range(Slice slice) {
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
    return lo <= hi ? new IntensityRange(lo, hi) : new IntensityRange(Double.NaN, Double.NaN);
  }

  @Override
  public String toString() {
    return name();
  }
}
