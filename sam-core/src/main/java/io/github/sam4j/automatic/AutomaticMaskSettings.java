package io.github.sam4j.automatic;

/**
 * Settings of automatic masks, named after those of the reference implementation. Immutable.
 *
 * <p>Scores and thresholds are compared in single precision, as the reference does: a stability of
 * exactly 19/20 passes a threshold of 0.95.
 */
public final class AutomaticMaskSettings {
  private static final AutomaticMaskSettings DEFAULTS = new Builder().build();

  private final int pointsPerSide;
  private final int pointsPerBatch;
  private final double predictedIouThreshold;
  private final double stabilityThreshold;
  private final double stabilityOffset;
  private final double boxNmsThreshold;

  private AutomaticMaskSettings(Builder builder) {
    pointsPerSide = builder.pointsPerSide;
    pointsPerBatch = builder.pointsPerBatch;
    predictedIouThreshold = builder.predictedIouThreshold;
    stabilityThreshold = builder.stabilityThreshold;
    stabilityOffset = builder.stabilityOffset;
    boxNmsThreshold = builder.boxNmsThreshold;
  }

  /**
   * Returns the defaults of the reference: 32 points a side, thresholds 0.88, 0.95 (offset 1) and
   * 0.7.
   */
  public static AutomaticMaskSettings defaults() {
    return DEFAULTS;
  }

  /** Starts settings from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts settings from these. */
  public Builder toBuilder() {
    return new Builder()
        .pointsPerSide(pointsPerSide)
        .pointsPerBatch(pointsPerBatch)
        .predictedIouThreshold(predictedIouThreshold)
        .stabilityThreshold(stabilityThreshold)
        .stabilityOffset(stabilityOffset)
        .boxNmsThreshold(boxNmsThreshold);
  }

  /** Returns the points of the grid along one side; their square is the number of prompts. */
  public int pointsPerSide() {
    return pointsPerSide;
  }

  /** Returns the most points that go through the decoder at once; fewer do where that is faster. */
  public int pointsPerBatch() {
    return pointsPerBatch;
  }

  /** Returns the predicted IoU that a mask must exceed; 0 keeps all. */
  public double predictedIouThreshold() {
    return predictedIouThreshold;
  }

  /** Returns the stability that a mask must reach; 0 keeps all. */
  public double stabilityThreshold() {
    return stabilityThreshold;
  }

  /** Returns how far the logit threshold moves up and down for the stability score. */
  public double stabilityOffset() {
    return stabilityOffset;
  }

  /** Returns the IoU of boxes above which the mask of the lower predicted IoU is dropped. */
  public double boxNmsThreshold() {
    return boxNmsThreshold;
  }

  @Override
  public String toString() {
    return "AutomaticMaskSettings[pointsPerSide="
        + pointsPerSide
        + ", predictedIouThreshold="
        + predictedIouThreshold
        + ", stabilityThreshold="
        + stabilityThreshold
        + ", stabilityOffset="
        + stabilityOffset
        + ", boxNmsThreshold="
        + boxNmsThreshold
        + "]";
  }

  /** Settings under construction; each setter refuses what is out of range. */
  public static final class Builder {
    private int pointsPerSide = 32;
    private int pointsPerBatch = 64;
    private double predictedIouThreshold = 0.88;
    private double stabilityThreshold = 0.95;
    private double stabilityOffset = 1.0;
    private double boxNmsThreshold = 0.7;

    private Builder() {}

    /** Sets the points of the grid along one side, in {@code [1, 1024]}. */
    public Builder pointsPerSide(int points) {
      pointsPerSide = (int) checked("pointsPerSide", points, 1, 1024);
      return this;
    }

    /** Sets the most points that go through the decoder at once, in {@code [1, 4096]}. */
    public Builder pointsPerBatch(int points) {
      pointsPerBatch = (int) checked("pointsPerBatch", points, 1, 4096);
      return this;
    }

    /** Sets the predicted IoU that a mask must exceed, in {@code [0, 1]}. */
    public Builder predictedIouThreshold(double threshold) {
      predictedIouThreshold = checked("predictedIouThreshold", threshold, 0, 1);
      return this;
    }

    /** Sets the stability that a mask must reach, in {@code [0, 1]}. */
    public Builder stabilityThreshold(double threshold) {
      stabilityThreshold = checked("stabilityThreshold", threshold, 0, 1);
      return this;
    }

    /** Sets how far the logit threshold moves for the stability score, in {@code [0, 100]}. */
    public Builder stabilityOffset(double offset) {
      stabilityOffset = checked("stabilityOffset", offset, 0, 100);
      return this;
    }

    /** Sets the IoU of boxes above which one of two masks is dropped, in {@code [0, 1]}. */
    public Builder boxNmsThreshold(double threshold) {
      boxNmsThreshold = checked("boxNmsThreshold", threshold, 0, 1);
      return this;
    }

    private static double checked(String name, double value, double min, double max) {
      if (!(value >= min && value <= max)) {
        throw new IllegalArgumentException(
            name + " must be in [" + text(min) + ", " + text(max) + "], got " + text(value));
      }
      return value;
    }

    private static String text(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }

    /** Returns the settings. */
    public AutomaticMaskSettings build() {
      return new AutomaticMaskSettings(this);
    }
  }
}
