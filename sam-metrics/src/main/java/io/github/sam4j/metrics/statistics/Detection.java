package io.github.sam4j.metrics.statistics;

/**
 * How often an object was found on the slices that show it.
 *
 * @param detected number of positive slices on which it was found
 * @param total number of positive slices
 */
public record Detection(int detected, int total) {
  /** Checks that not more is found than there is. */
  public Detection {
    if (detected < 0 || detected > total) {
      throw new IllegalArgumentException(
          "detected must be in [0, total], got detected=" + detected + " total=" + total);
    }
  }

  /** Number of positive slices on which the object was not found. */
  public int missed() {
    return total - detected;
  }

  /**
   * Returns {@code detected / total}, in {@code [0, 1]}; undefined, NaN, if no slice is positive.
   *
   * <p>Misleads alone: it says nothing of false positives on slices without the object.
   */
  public double fraction() {
    return (double) detected / total;
  }
}
