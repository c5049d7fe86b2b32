package io.github.sam4j.examples.cli;

import io.github.sam4j.automatic.AutomaticMaskSettings;
import java.util.Map;
import picocli.CommandLine.Option;

/** Settings of automatic masks under the names of the reference's command line. */
final class AutomaticOptions {
  private static final Map<String, String> OPTIONS = Map.of(
      "pointsPerSide", "--points-per-side",
      "pointsPerBatch", "--points-per-batch",
      "predictedIouThreshold", "--pred-iou-thresh",
      "stabilityThreshold", "--stability-score-thresh",
      "stabilityOffset", "--stability-score-offset",
      "boxNmsThreshold", "--box-nms-thresh");

  private static final AutomaticMaskSettings DEFAULTS = AutomaticMaskSettings.defaults();

  @Option(
      names = "--points-per-side",
      paramLabel = "N",
      description = "grid points along a side (default: 32)")
  private int pointsPerSide = DEFAULTS.pointsPerSide();

  @Option(
      names = "--points-per-batch",
      paramLabel = "N",
      description = "most points at once (default: 64)")
  private int pointsPerBatch = DEFAULTS.pointsPerBatch();

  @Option(
      names = "--pred-iou-thresh",
      paramLabel = "T",
      description = "predicted IoU to exceed (default: 0.88)")
  private double predictedIou = DEFAULTS.predictedIouThreshold();

  @Option(
      names = "--stability-score-thresh",
      paramLabel = "T",
      description = "stability to reach (default: 0.95)")
  private double stability = DEFAULTS.stabilityThreshold();

  @Option(
      names = "--stability-score-offset",
      paramLabel = "D",
      description = "offset of the logit threshold for the stability (default: 1)")
  private double stabilityOffset = DEFAULTS.stabilityOffset();

  @Option(
      names = "--box-nms-thresh",
      paramLabel = "T",
      description = "IoU of boxes above which one mask is dropped (default: 0.7)")
  private double boxNms = DEFAULTS.boxNmsThreshold();

  AutomaticMaskSettings settings() {
    try {
      return AutomaticMaskSettings.builder()
          .pointsPerSide(pointsPerSide)
          .pointsPerBatch(pointsPerBatch)
          .predictedIouThreshold(predictedIou)
          .stabilityThreshold(stability)
          .stabilityOffset(stabilityOffset)
          .boxNmsThreshold(boxNms)
          .build();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(optionName(String.valueOf(e.getMessage())), e);
    }
  }

  /** Calls a setting by the name that it has on the command line. */
  private static String optionName(String message) {
    String renamed = message;
    for (var option : OPTIONS.entrySet()) {
      renamed = renamed.replace(option.getKey(), option.getValue());
    }
    return renamed;
  }
}
