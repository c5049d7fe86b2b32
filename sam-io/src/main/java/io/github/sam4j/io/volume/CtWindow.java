package io.github.sam4j.io.volume;

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
    return "CT window level " + PlainNumber.of(level) + " width " + PlainNumber.of(width);
  }

  @Override
  public IntensityRange range(Slice slice) {
    return new IntensityRange(level - width / 2, level + width / 2);
  }

  @Override
  public String toString() {
    return name();
  }
}
