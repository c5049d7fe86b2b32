// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.automatic;

import io.github.sam4j.image.internal.settings.SetOnce;
import java.util.List;

/**
 * Settings of automatic masks, named after those of the reference implementation. Immutable.
 *
 * <p>Scores and thresholds are compared in single precision, as the reference does: a stability of
 * exactly 19/20 passes a threshold of 0.95.
 *
 * <p>With {@code cropLayers} above 0 parts of the image are processed as well, each as if it were
 * an image of its own: layer {@code i} cuts it into {@code 2^i} overlapping crops a side.
 */
public final class AutomaticMaskSettings {
  private static final AutomaticMaskSettings DEFAULTS = new Builder().build();

  private final int pointsPerSide;
  private final int pointsPerBatch;
  private final double predictedIouThreshold;
  private final double stabilityThreshold;
  private final double stabilityOffset;
  private final double boxNmsThreshold;
  private final int cropLayers;
  private final double cropNmsThreshold;
  private final double cropOverlapRatio;
  private final int cropPointsDownscaleFactor;
  private final List<PointGrid> pointGrids;
  private final int minMaskRegionArea;

  private AutomaticMaskSettings(Builder builder) {
    pointsPerSide = builder.pointGrids.isEmpty() ? builder.pointsPerSide : 0;
    pointsPerBatch = builder.pointsPerBatch;
    predictedIouThreshold = builder.predictedIouThreshold;
    stabilityThreshold = builder.stabilityThreshold;
    stabilityOffset = builder.stabilityOffset;
    boxNmsThreshold = builder.boxNmsThreshold;
    cropLayers = builder.cropLayers;
    cropNmsThreshold = builder.cropNmsThreshold;
    cropOverlapRatio = builder.cropOverlapRatio;
    cropPointsDownscaleFactor = builder.cropPointsDownscaleFactor;
    pointGrids = builder.pointGrids;
    minMaskRegionArea = builder.minMaskRegionArea;
  }

  /**
   * Returns the defaults of the reference: 32 points a side, thresholds 0.88, 0.95 (offset 1) and
   * 0.7, no crops, regions of any size.
   */
  public static AutomaticMaskSettings defaults() {
    return DEFAULTS;
  }

  /** Starts settings from the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Starts settings from these; setting one of the two kinds of grid replaces the other. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Returns the points of the regular grid along one side of the whole image; their square is the
   * number of prompts. 0 where {@link #pointGrids()} were given instead.
   */
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

  /**
   * Returns the IoU of boxes above which, among masks of one crop, the one of the lower predicted
   * IoU is dropped.
   */
  public double boxNmsThreshold() {
    return boxNmsThreshold;
  }

  /** Returns how many layers of crops are processed besides the whole image. */
  public int cropLayers() {
    return cropLayers;
  }

  /**
   * Returns the IoU of boxes above which, among masks of all crops, the one of the larger crop is
   * dropped.
   */
  public double cropNmsThreshold() {
    return cropNmsThreshold;
  }

  /**
   * Returns by how much crops of the first layer overlap, as a share of the image's short side;
   * each further layer overlaps by half as much.
   */
  public double cropOverlapRatio() {
    return cropOverlapRatio;
  }

  /** Returns by what {@link #pointsPerSide()} is divided from one crop layer to the next. */
  public int cropPointsDownscaleFactor() {
    return cropPointsDownscaleFactor;
  }

  /**
   * Returns the grids that were given, one for the whole image and one for each crop layer; empty
   * where {@link #pointsPerSide()} makes them.
   */
  public List<PointGrid> pointGrids() {
    return pointGrids;
  }

  /**
   * Returns the grid of one crop layer, given or made.
   *
   * @param layer 0 for the whole image, at most {@link #cropLayers()}
   * @throws IndexOutOfBoundsException outside that range
   */
  public PointGrid pointGrid(int layer) {
    if (layer < 0 || layer > cropLayers) {
      throw new IndexOutOfBoundsException("layer=" + layer + " for cropLayers=" + cropLayers);
    }
    return pointGrids.isEmpty()
        ? PointGrid.regular(pointsPerSide(pointsPerSide, cropPointsDownscaleFactor, layer))
        : pointGrids.get(layer);
  }

  private static int pointsPerSide(int whole, int factor, int layer) {
    long divisor = 1;
    for (int i = 0; i < layer; i++) {
      divisor *= factor;
    }
    return (int) (whole / divisor);
  }

  /**
   * Returns the pixels that a hole in a mask, or a part of a mask, must have to stay; 0 changes no
   * mask.
   */
  public int minMaskRegionArea() {
    return minMaskRegionArea;
  }

  @Override
  public String toString() {
    return "AutomaticMaskSettings["
        + (pointGrids.isEmpty() ? "pointsPerSide=" + pointsPerSide : "pointGrids=" + pointGrids)
        + ", predictedIouThreshold="
        + predictedIouThreshold
        + ", stabilityThreshold="
        + stabilityThreshold
        + ", stabilityOffset="
        + stabilityOffset
        + ", boxNmsThreshold="
        + boxNmsThreshold
        + ", cropLayers="
        + cropLayers
        + ", cropNmsThreshold="
        + cropNmsThreshold
        + ", cropOverlapRatio="
        + cropOverlapRatio
        + ", cropPointsDownscaleFactor="
        + cropPointsDownscaleFactor
        + ", minMaskRegionArea="
        + minMaskRegionArea
        + "]";
  }

  /** Returns the value if it is in {@code [min, max]}; a zero loses its sign. */
  static double checked(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          name + " must be in [" + text(min) + ", " + text(max) + "], got " + text(value));
    }
    return value + 0.0;
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /**
   * Settings under construction; each may be set once, and each setter refuses what is out of
   * range. Not safe for use by several threads.
   */
  public static final class Builder {
    /** An image has 32,767 pixels a side at most; a sixth layer would cut it below SAM's 1024. */
    private static final int MAX_CROP_LAYERS = 5;

    private final SetOnce set = new SetOnce();
    private int pointsPerSide = 32;
    private int pointsPerBatch = 64;
    private double predictedIouThreshold = 0.88;
    private double stabilityThreshold = 0.95;
    private double stabilityOffset = 1.0;
    private double boxNmsThreshold = 0.7;
    private int cropLayers;
    private double cropNmsThreshold = 0.7;
    private double cropOverlapRatio = 512.0 / 1500;
    private int cropPointsDownscaleFactor = 1;
    private List<PointGrid> pointGrids = List.of();
    private int minMaskRegionArea;

    private Builder() {}

    private Builder(AutomaticMaskSettings settings) {
      pointsPerSide = settings.pointsPerSide;
      pointsPerBatch = settings.pointsPerBatch;
      predictedIouThreshold = settings.predictedIouThreshold;
      stabilityThreshold = settings.stabilityThreshold;
      stabilityOffset = settings.stabilityOffset;
      boxNmsThreshold = settings.boxNmsThreshold;
      cropLayers = settings.cropLayers;
      cropNmsThreshold = settings.cropNmsThreshold;
      cropOverlapRatio = settings.cropOverlapRatio;
      cropPointsDownscaleFactor = settings.cropPointsDownscaleFactor;
      pointGrids = settings.pointGrids;
      minMaskRegionArea = settings.minMaskRegionArea;
    }

    /**
     * Sets the points of the grid along one side, in {@code [1, 1024]}. Excludes
     * {@link #pointGrids}.
     */
    public Builder pointsPerSide(int points) {
      pointsPerSide = (int) once("pointsPerSide", points, 1, PointGrid.MAX_POINTS_PER_SIDE);
      // replaces the grids of the settings that this builder started from
      pointGrids = set.contains("pointGrids") ? pointGrids : List.of();
      return this;
    }

    /** Sets the most points that go through the decoder at once, in {@code [1, 4096]}. */
    public Builder pointsPerBatch(int points) {
      pointsPerBatch = (int) once("pointsPerBatch", points, 1, 4096);
      return this;
    }

    /** Sets the predicted IoU that a mask must exceed, in {@code [0, 1]}. */
    public Builder predictedIouThreshold(double threshold) {
      predictedIouThreshold = once("predictedIouThreshold", threshold, 0, 1);
      return this;
    }

    /** Sets the stability that a mask must reach, in {@code [0, 1]}. */
    public Builder stabilityThreshold(double threshold) {
      stabilityThreshold = once("stabilityThreshold", threshold, 0, 1);
      return this;
    }

    /** Sets how far the logit threshold moves for the stability score, in {@code [0, 100]}. */
    public Builder stabilityOffset(double offset) {
      stabilityOffset = once("stabilityOffset", offset, 0, 100);
      return this;
    }

    /** Sets the IoU of boxes above which one of two masks is dropped, in {@code [0, 1]}. */
    public Builder boxNmsThreshold(double threshold) {
      boxNmsThreshold = once("boxNmsThreshold", threshold, 0, 1);
      return this;
    }

    /**
     * Sets how many layers of crops are processed, in {@code [0, 5]}. Layer {@code i} is
     * {@code 4^i} crops, each with a run of the encoder and a grid of its own.
     */
    public Builder cropLayers(int layers) {
      cropLayers = (int) once("cropLayers", layers, 0, MAX_CROP_LAYERS);
      return this;
    }

    /**
     * Sets the IoU of boxes above which one of two masks from any crops is dropped, in {@code [0,
     * 1]}. No influence without crop layers.
     */
    public Builder cropNmsThreshold(double threshold) {
      cropNmsThreshold = once("cropNmsThreshold", threshold, 0, 1);
      return this;
    }

    /** Sets the overlap of crops as a share of the image's short side, in {@code [0, 1]}. */
    public Builder cropOverlapRatio(double ratio) {
      cropOverlapRatio = once("cropOverlapRatio", ratio, 0, 1);
      return this;
    }

    /**
     * Sets by what the points along a side are divided from layer to layer, in {@code [1, 1024]}.
     * No influence on {@link #pointGrids}.
     */
    public Builder cropPointsDownscaleFactor(int factor) {
      cropPointsDownscaleFactor = (int) once("cropPointsDownscaleFactor", factor, 1, 1024);
      return this;
    }

    /**
     * Sets the grids: one for the whole image, then one for each crop layer. Excludes
     * {@link #pointsPerSide}.
     *
     * @param grids copied
     */
    public Builder pointGrids(List<PointGrid> grids) {
      pointGrids = List.copyOf(set.once("pointGrids", grids));
      return this;
    }

    /**
     * Sets the pixels below which holes in masks are filled and parts of masks are removed, at
     * least 0. A mask of small parts only keeps its largest.
     */
    public Builder minMaskRegionArea(int pixels) {
      minMaskRegionArea = (int) once("minMaskRegionArea", pixels, 0, Integer.MAX_VALUE);
      return this;
    }

    private double once(String name, double value, double min, double max) {
      return set.once(name, checked(name, value, min, max));
    }

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException if both kinds of grid were set on this builder, the number
     *     of grids isn't {@code cropLayers + 1}, or the downscale factor leaves a layer without
     *     points
     */
    public AutomaticMaskSettings build() {
      if (set.contains("pointsPerSide") && set.contains("pointGrids")) {
        throw new IllegalArgumentException("pointsPerSide and pointGrids exclude each other, got"
            + " pointsPerSide=" + pointsPerSide + " and pointGrids=" + pointGrids);
      }
      if (set.contains("pointGrids") || !pointGrids.isEmpty()) {
        checkGrids();
      } else {
        checkPointsOfLastLayer();
      }
      return new AutomaticMaskSettings(this);
    }

    private void checkGrids() {
      if (pointGrids.size() != cropLayers + 1) {
        throw new IllegalArgumentException("pointGrids must be one more than cropLayers="
            + cropLayers + ", got " + pointGrids.size());
      }
    }

    private void checkPointsOfLastLayer() {
      int points =
          AutomaticMaskSettings.pointsPerSide(pointsPerSide, cropPointsDownscaleFactor, cropLayers);
      if (points < 1) {
        throw new IllegalArgumentException("cropPointsDownscaleFactor must leave each crop layer"
            + " at least 1 point per side, got " + cropPointsDownscaleFactor + " for pointsPerSide="
            + pointsPerSide + " and cropLayers=" + cropLayers);
      }
    }
  }
}
