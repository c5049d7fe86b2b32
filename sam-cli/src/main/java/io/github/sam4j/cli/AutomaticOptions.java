// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import java.util.Collection;
import java.util.Map;
import picocli.CommandLine.Option;

/** Settings of automatic masks, named as in the command line of the reference. */
final class AutomaticOptions {
  private static final Map<String, String> OPTIONS = Map.ofEntries(
      Map.entry("pointsPerSide", "--points-per-side"),
      Map.entry("pointsPerBatch", "--points-per-batch"),
      Map.entry("predictedIouThreshold", "--pred-iou-thresh"),
      Map.entry("stabilityThreshold", "--stability-score-thresh"),
      Map.entry("stabilityOffset", "--stability-score-offset"),
      Map.entry("boxNmsThreshold", "--box-nms-thresh"),
      Map.entry("cropLayers", "--crop-n-layers"),
      Map.entry("cropNmsThreshold", "--crop-nms-thresh"),
      Map.entry("cropOverlapRatio", "--crop-overlap-ratio"),
      Map.entry("cropPointsDownscaleFactor", "--crop-n-points-downscale-factor"),
      Map.entry("minMaskRegionArea", "--min-mask-region-area"));

  private static final AutomaticMaskSettings DEFAULTS = AutomaticMaskSettings.defaults();

  @Option(
      names = "--points-per-side",
      paramLabel = "N",
      description = "grid points along a side (default: 32)")
  private int pointsPerSide = DEFAULTS.pointsPerSide();

  @Option(
      names = "--points-per-batch",
      paramLabel = "N",
      description = "points per batch, at most (default: 64)")
  private int pointsPerBatch = DEFAULTS.pointsPerBatch();

  @Option(
      names = "--pred-iou-thresh",
      paramLabel = "T",
      description = "predicted IoU that a mask must exceed (default: 0.88)")
  private double predictedIou = DEFAULTS.predictedIouThreshold();

  @Option(
      names = "--stability-score-thresh",
      paramLabel = "T",
      description = "stability score that a mask must reach (default: 0.95)")
  private double stability = DEFAULTS.stabilityThreshold();

  @Option(
      names = "--stability-score-offset",
      paramLabel = "D",
      description = "offset of the logit threshold for the stability score (default: 1)")
  private double stabilityOffset = DEFAULTS.stabilityOffset();

  @Option(
      names = "--box-nms-thresh",
      paramLabel = "T",
      description = "box IoU above which the lower-scored mask is dropped (default: 0.7)")
  private double boxNms = DEFAULTS.boxNmsThreshold();

  @Option(
      names = "--crop-n-layers",
      paramLabel = "N",
      description = "layers of crops besides the whole image; layer i has 4^i (default: 0)")
  private int cropLayers = DEFAULTS.cropLayers();

  @Option(
      names = "--crop-nms-thresh",
      paramLabel = "T",
      description =
          "box IoU above which one of two masks of different crops is dropped (default: 0.7)")
  private double cropNms = DEFAULTS.cropNmsThreshold();

  @Option(
      names = "--crop-overlap-ratio",
      paramLabel = "R",
      description =
          "overlap of crops as a fraction of the image's shorter side (default: 512/1500)")
  private double cropOverlap = DEFAULTS.cropOverlapRatio();

  @Option(
      names = "--crop-n-points-downscale-factor",
      paramLabel = "F",
      description = "divides the grid points along a side for each further layer (default: 1)")
  private int cropPointsDownscale = DEFAULTS.cropPointsDownscaleFactor();

  @Option(
      names = "--min-mask-region-area",
      paramLabel = "PIXELS",
      description = "fill holes and remove islands smaller than this (default: 0, none)")
  private int minRegionArea = DEFAULTS.minMaskRegionArea();

  /** Returns the names of these options. */
  static Collection<String> names() {
    return OPTIONS.values();
  }

  AutomaticMaskSettings settings() {
    try {
      return AutomaticMaskSettings.builder()
          .pointsPerSide(pointsPerSide)
          .pointsPerBatch(pointsPerBatch)
          .predictedIouThreshold(predictedIou)
          .stabilityThreshold(stability)
          .stabilityOffset(stabilityOffset)
          .boxNmsThreshold(boxNms)
          .cropLayers(cropLayers)
          .cropNmsThreshold(cropNms)
          .cropOverlapRatio(cropOverlap)
          .cropPointsDownscaleFactor(cropPointsDownscale)
          .minMaskRegionArea(minRegionArea)
          .build();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(optionName(String.valueOf(e.getMessage())), e);
    }
  }

  /** Replaces the name of a setting in a message by that of its option. */
  private static String optionName(String message) {
    String renamed = message;
    for (var option : OPTIONS.entrySet()) {
      renamed = renamed.replace(option.getKey(), option.getValue());
    }
    return renamed;
  }
}
