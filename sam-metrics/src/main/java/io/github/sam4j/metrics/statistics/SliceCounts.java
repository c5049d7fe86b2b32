package io.github.sam4j.metrics.statistics;

/**
 * How many slices of a table are of which kind. A slice is positive if its reference has a pixel,
 * else negative.
 *
 * @param volumes number of volumes, those without a slice included
 * @param positiveDetected positive slices where a mask was selected
 * @param positiveMissed positive slices where none was
 * @param detectedWithZeroDice those of {@code positiveDetected} whose prediction shares no pixel
 *     with the reference
 * @param negativeWithFalsePositive negative slices whose prediction has a pixel
 * @param negativeCorrectlyEmpty negative slices whose prediction has none
 */
public record SliceCounts(
    int volumes,
    int positiveDetected,
    int positiveMissed,
    int detectedWithZeroDice,
    int negativeWithFalsePositive,
    int negativeCorrectlyEmpty) {

  /** Number of slices. */
  public int slices() {
    return positive() + negative();
  }

  /** Number of positive slices. */
  public int positive() {
    return positiveDetected + positiveMissed;
  }

  /** Number of negative slices. */
  public int negative() {
    return negativeWithFalsePositive + negativeCorrectlyEmpty;
  }
}
