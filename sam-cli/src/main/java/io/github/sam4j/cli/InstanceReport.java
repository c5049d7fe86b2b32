// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.instance.InstanceMatching;
import io.github.sam4j.metrics.instance.InstanceMetric;
import io.github.sam4j.metrics.instance.InstanceOverlaps;
import java.util.List;

/** All scores of objects by name. Undefined ones are null. */
final class InstanceReport {
  private static final List<IouThreshold> BELOW_HALF =
      List.of(IouThreshold.moreThan(0, 1), IouThreshold.moreThan(1, 4));
  private static final List<IouThreshold> DETECTED = List.of(
      IouThreshold.moreThan(0, 1), IouThreshold.moreThan(1, 4), IouThreshold.MORE_THAN_HALF);
  private static final List<InstanceMetric> PANOPTIC = List.of(
      InstanceMetric.SEGMENTATION_QUALITY,
      InstanceMetric.RECOGNITION_QUALITY,
      InstanceMetric.PANOPTIC_QUALITY);
  private static final List<InstanceMetric> DETECTION = List.of(
      InstanceMetric.ACCURACY, InstanceMetric.PRECISION, InstanceMetric.RECALL, InstanceMetric.F1);

  private InstanceReport() {}

  /**
   * Returns the scores.
   *
   * @param objects what counts as an object, for the reader
   */
  static ObjectNode of(InstanceOverlaps overlaps, String objects) {
    int references = overlaps.references().size();
    ObjectNode node = Json.object()
        .put("objects", objects)
        .put("ref_objects", references)
        .put("pred_objects", overlaps.predictions().size());
    InstanceMatching panoptic = overlaps.match(IouThreshold.MORE_THAN_HALF);
    node.set("panoptic", scores(panoptic, PANOPTIC).put("iou_sum", panoptic.iouSum()));
    ObjectNode atLeast = node.putObject("matching_at_least");
    ArrayNode rows = atLeast.putArray("rows");
    for (IouThreshold threshold : IouThreshold.FROM_50_TO_95) {
      rows.add(Json.object()
          .put("threshold", threshold.value())
          .setAll(scores(overlaps.match(threshold), DETECTION)));
    }
    atLeast.put("mean_accuracy", overlaps.meanAccuracy());
    ObjectNode below = node.putObject("one_to_one_assignment_below_half");
    for (IouThreshold threshold : BELOW_HALF) {
      InstanceMatching matching = overlaps.match(threshold);
      below.set(
          threshold.toString(), scores(matching, DETECTION).put("iou_sum", matching.iouSum()));
    }
    ObjectNode detection = node.putObject("detection_fraction");
    for (IouThreshold threshold : DETECTED) {
      detection
          .putObject(threshold.toString())
          .put("detected", overlaps.detected(threshold))
          .put("total", references)
          .put("v", overlaps.detectedFraction(threshold));
    }
    node.put("mean_best_iou_per_reference", overlaps.meanBestIou());
    return node;
  }

  private static ObjectNode scores(InstanceMatching matching, List<InstanceMetric> metrics) {
    ObjectNode node = Json.object()
        .put("tp", matching.truePositives())
        .put("fp", matching.falsePositives())
        .put("fn", matching.falseNegatives());
    for (InstanceMetric metric : metrics) {
      node.put(metric.key(), metric.of(matching));
    }
    return node;
  }
}
