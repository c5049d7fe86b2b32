// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.image.internal.settings.SetOnce;
import java.util.Arrays;
import java.util.List;

/**
 * Describes the input that a model of the SAM family expects and the sizes of its arrays.
 *
 * <p>An image is resized to a square frame of {@code frameSide} pixels and normalized to
 * {@code (sample - mean) / deviation}. The encoder turns the frame into an embedding {@code [C,
 * gridSide, gridSide]}, and the mask decoder draws logits {@code [logitSide, logitSide]} over the
 * frame. The number of channels C is not part of the description; the weights determine it.
 *
 * <p>Immutable. {@link #sam1()} describes the published models; others are derived from it with
 * {@link #toBuilder()} or described from scratch with {@link #builder(int, int)}.
 */
public final class ModelSpec {
  /** Largest side of a frame in pixels. */
  public static final int MAX_FRAME_SIDE = 4096;

  /** Largest side of the grid of an embedding. */
  public static final int MAX_GRID_SIDE = 256;

  /** Red, green and blue. */
  private static final int CHANNELS = 3;

  /** The mask decoder enlarges the grid by this factor along each side. */
  private static final int LOGITS_PER_GRID_CELL = 4;

  /** Mean and standard deviation of ImageNet on the scale of 8-bit samples. */
  private static final float[] IMAGENET_MEAN = {123.675f, 116.28f, 103.53f};

  private static final float[] IMAGENET_DEVIATION = {58.395f, 57.12f, 57.375f};

  private static final ModelSpec SAM_1 = builder(1024, 64).build();

  /** How an image is resized to the frame. */
  public enum Resize {
    /**
     * The longest side becomes that of the frame and the aspect ratio is kept. The image lies in
     * the top left corner; the rest of the frame is 0 after normalization.
     */
    LONGEST_SIDE,

    /** Both sides become that of the frame, whatever the aspect ratio. */
    STRETCH
  }

  private final int frameSide;
  private final int gridSide;
  private final Resize resize;
  private final float[] pixelMean;
  private final float[] pixelDeviation;
  private final List<Integer> highResolutionSides;

  private ModelSpec(Builder builder) {
    frameSide = builder.frameSide;
    gridSide = builder.gridSide;
    resize = builder.resize;
    pixelMean = builder.pixelMean;
    pixelDeviation = builder.pixelDeviation;
    highResolutionSides = builder.highResolutionSides;
    checkSides();
    checkHighResolutionSides();
    for (int c = 0; c < CHANNELS; c++) {
      if (!Float.isFinite(pixelMean[c])
          || !Float.isFinite(pixelDeviation[c])
          || pixelDeviation[c] <= 0) {
        throw new IllegalArgumentException(
            "the mean must be finite and the deviation finite and above 0, got mean=" + pixelMean[c]
                + " deviation=" + pixelDeviation[c] + " for channel=" + c);
      }
    }
  }

  private void checkSides() {
    if (gridSide < 1 || gridSide > MAX_GRID_SIDE) {
      throw new IllegalArgumentException(
          "gridSide must be in [1, " + MAX_GRID_SIDE + "], got " + gridSide);
    }
    if (frameSide < 1 || frameSide > MAX_FRAME_SIDE || frameSide % logitSide() != 0) {
      throw new IllegalArgumentException("frameSide must be a multiple of the " + logitSide()
          + " logits of gridSide=" + gridSide + " and at most " + MAX_FRAME_SIDE + ", got "
          + frameSide);
    }
  }

  private void checkHighResolutionSides() {
    int coarser = gridSide;
    for (int side : highResolutionSides) {
      if (side <= coarser || side % gridSide != 0 || side > logitSide()) {
        throw new IllegalArgumentException(
            "highResolutionSides must be rising multiples of gridSide=" + gridSide + " up to "
                + logitSide() + ", got " + highResolutionSides);
      }
      coarser = side;
    }
  }

  /**
   * Returns the description of SAM as published: a frame of 1024 pixels, longest side resized, mean
   * and deviation of ImageNet, a grid of 64 and logits of 256 a side.
   */
  public static ModelSpec sam1() {
    return SAM_1;
  }

  /**
   * Starts a description with everything else as in {@link #sam1()}.
   *
   * @param frameSide side of the frame in pixels
   * @param gridSide side of the grid of the embedding
   */
  public static Builder builder(int frameSide, int gridSide) {
    return new Builder(frameSide, gridSide);
  }

  /** Returns a builder that starts with the values of this description. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Returns the side of the square frame in pixels; 1024 in SAM 1. */
  public int frameSide() {
    return frameSide;
  }

  /** Returns how an image is resized to the frame. */
  public Resize resize() {
    return resize;
  }

  /**
   * Returns the mean that is subtracted from a sample, on the scale {@code [0, 255]}.
   *
   * @param channel 0 red, 1 green, 2 blue
   */
  public float pixelMean(int channel) {
    return pixelMean[channel];
  }

  /**
   * Returns the standard deviation that a centred sample is divided by, above 0.
   *
   * @param channel 0 red, 1 green, 2 blue
   */
  public float pixelDeviation(int channel) {
    return pixelDeviation[channel];
  }

  /** Returns the rows and columns of the embedding; 64 in SAM 1. */
  public int gridSide() {
    return gridSide;
  }

  /** Returns the number of image tokens, one for each cell of the grid; 4096 in SAM 1. */
  public int tokens() {
    return gridSide * gridSide;
  }

  /**
   * Returns the rows and columns of the logits that the decoder draws and takes as a mask prompt:
   * four times those of the grid, 256 in SAM 1.
   */
  public int logitSide() {
    return LOGITS_PER_GRID_CELL * gridSide;
  }

  /**
   * Returns the sides of the feature maps that the encoder yields besides the embedding, in rising
   * order; none in SAM 1.
   */
  public List<Integer> highResolutionSides() {
    return highResolutionSides;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof ModelSpec other
        && frameSide == other.frameSide
        && gridSide == other.gridSide
        && resize == other.resize
        && Arrays.equals(pixelMean, other.pixelMean)
        && Arrays.equals(pixelDeviation, other.pixelDeviation)
        && highResolutionSides.equals(other.highResolutionSides);
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** Returns all properties; equal for equal descriptions only. */
  @Override
  public String toString() {
    return "ModelSpec[frameSide=" + frameSide + ", gridSide=" + gridSide + ", resize=" + resize
        + ", pixelMean=" + Arrays.toString(pixelMean) + ", pixelDeviation="
        + Arrays.toString(pixelDeviation) + ", highResolutionSides=" + highResolutionSides + "]";
  }

  /** A description under construction; each property may be set once. Not thread-safe. */
  public static final class Builder {
    private final SetOnce set = new SetOnce();
    private int frameSide;
    private int gridSide;
    private Resize resize = Resize.LONGEST_SIDE;
    private float[] pixelMean = IMAGENET_MEAN;
    private float[] pixelDeviation = IMAGENET_DEVIATION;
    private List<Integer> highResolutionSides = List.of();

    private Builder(int frameSide, int gridSide) {
      frameSide(frameSide);
      gridSide(gridSide);
    }

    private Builder(ModelSpec spec) {
      frameSide = spec.frameSide;
      gridSide = spec.gridSide;
      resize = spec.resize;
      pixelMean = spec.pixelMean;
      pixelDeviation = spec.pixelDeviation;
      highResolutionSides = spec.highResolutionSides;
    }

    /** Sets the side of the frame in pixels, a multiple of the side of the logits. */
    public Builder frameSide(int pixels) {
      frameSide = set.once("frameSide", pixels);
      return this;
    }

    /** Sets the side of the grid of the embedding. */
    public Builder gridSide(int cells) {
      gridSide = set.once("gridSide", cells);
      return this;
    }

    /** Sets how an image is resized to the frame. */
    public Builder resize(Resize mode) {
      resize = set.once("resize", mode);
      return this;
    }

    /** Sets the mean that is subtracted from each sample, on the scale {@code [0, 255]}. */
    public Builder pixelMean(float red, float green, float blue) {
      pixelMean = set.once("pixelMean", new float[] {red, green, blue});
      return this;
    }

    /** Sets the standard deviation that centred samples are divided by. */
    public Builder pixelDeviation(float red, float green, float blue) {
      pixelDeviation = set.once("pixelDeviation", new float[] {red, green, blue});
      return this;
    }

    /** Sets the sides of the feature maps besides the embedding, in rising order. */
    public Builder highResolutionSides(List<Integer> sides) {
      highResolutionSides = List.copyOf(set.once("highResolutionSides", sides));
      return this;
    }

    /**
     * Returns the description.
     *
     * @throws IllegalArgumentException if a side is out of range or does not fit the others, or a
     *     mean or deviation is out of range
     */
    public ModelSpec build() {
      return new ModelSpec(this);
    }
  }
}
