package io.github.sam4j.metrics.instance;

/**
 * An object of the reference and one of the prediction that overlap, with their IoU as an exact
 * fraction.
 *
 * @param reference label of the reference's object, or its place in a list of masks
 * @param prediction label of the predicted object, or its place in a list of masks
 * @param intersection number of grid points in both, at least 1
 * @param union number of grid points in either
 */
public record InstancePair(int reference, int prediction, long intersection, long union) {
  /** Checks that the counts belong to objects that overlap. */
  public InstancePair {
    if (intersection < 1 || intersection > union) {
      throw new IllegalArgumentException("intersection must be in [1, union], got intersection="
          + intersection + " union=" + union);
    }
  }

  /** Returns intersection over union, in {@code (0, 1]}, rounded once. */
  public double iou() {
    return (double) intersection / (double) union;
  }
}
