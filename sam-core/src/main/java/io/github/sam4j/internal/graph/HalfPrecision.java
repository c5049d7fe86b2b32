package io.github.sam4j.internal.graph;

/** Placeholder until the converter is merged. */
public final class HalfPrecision {
  private HalfPrecision() {}

  /** Converts. */
  public static byte[] convert(byte[] model) {
    if (model.length == 0) {
      return model;
    }
    throw new UnsupportedOperationException("not merged yet: " + model.length);
  }
}
