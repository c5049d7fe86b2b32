package io.github.sam4j.io.volume;

/**
 * The values that become black and white in an 8-bit picture.
 *
 * @param lo value that becomes 0; NaN if there is none
 * @param hi value that becomes 255; NaN if there is none
 */
public record IntensityRange(double lo, double hi) {
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
