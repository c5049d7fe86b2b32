// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.OverlapMetric;
import io.github.sam4j.metrics.surface.SurfaceComparison;
import io.github.sam4j.metrics.surface.SurfaceConvention;
import io.github.sam4j.metrics.surface.SurfaceDistances;
import io.github.sam4j.metrics.surface.SurfaceMetric;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;

/**
 * All scores of one object by name. An undefined or infinite score is null, and {@code null_reason}
 * beside it says which of the two.
 */
final class MetricsReport {
  private static final EmptyPolicy POLICY = EmptyPolicy.DEFAULT;

  /** Metrics that only one of the tools computes. */
  private static final Set<SurfaceMetric> OF_MAX_DIRECTED = EnumSet.of(
      SurfaceMetric.HAUSDORFF_95_FROM_PREDICTION, SurfaceMetric.HAUSDORFF_95_FROM_REFERENCE);

  private final SortedSet<Double> tolerances;

  /**
   * Creates a report.
   *
   * @param tolerances of surface Dice, in millimetres
   */
  MetricsReport(SortedSet<Double> tolerances) {
    this.tolerances = tolerances;
  }

  /** Returns the policy for empty masks that all scores follow. */
  static ObjectNode emptyPolicy() {
    return Json.object()
        .put("both_empty", name(POLICY.bothEmpty()))
        .put("reference_empty", name(POLICY.referenceEmpty()))
        .put("prediction_empty", name(POLICY.predictionEmpty()));
  }

  private static String name(EmptyPolicy.Answer answer) {
    return answer.name().toLowerCase(Locale.ROOT);
  }

  /** Returns the groups {@code counts}, {@code overlap} and {@code surface}. */
  ObjectNode of(MaskPair pair) {
    ObjectNode node = Json.object();
    Overlap overlap = pair.overlap();
    node.set("counts", counts(overlap, pair.voxelSize()));
    ObjectNode scores = node.putObject("overlap");
    for (OverlapMetric metric : OverlapMetric.values()) {
      put(scores, metric.key(), metric.of(overlap, POLICY));
    }
    ObjectNode boundaries = scores.putObject("boundary_iou");
    put(boundaries, "1px", boundaryIou(pair, 1));
    put(boundaries, "2px", boundaryIou(pair, 2));
    put(boundaries, "auto_2pct_diagonal", boundaryIou(pair, pair.automaticBoundaryDistance()));
    ObjectNode surface = node.putObject("surface");
    SurfaceComparison surfaces = pair.surfaces();
    for (SurfaceConvention convention : SurfaceConvention.values()) {
      surface.set(convention.key(), distances(surfaces.distances(convention, POLICY)));
    }
    return node;
  }

  private static double boundaryIou(MaskPair pair, int distance) {
    return OverlapMetric.IOU.of(pair.boundaries(distance), POLICY);
  }

  private static void put(ObjectNode node, String key, double value) {
    node.put(key, value);
    if (!Double.isFinite(value)) {
      node.withObjectProperty("null_reason").put(key, Double.isNaN(value) ? "undefined" : "inf");
    }
  }

  private static ObjectNode counts(Overlap overlap, double voxelSize) {
    return Json.object()
        .put("tp", overlap.truePositives())
        .put("fp", overlap.falsePositives())
        .put("fn", overlap.falseNegatives())
        .put("tn", overlap.trueNegatives())
        .put("total", overlap.total())
        .put("ref_voxels", overlap.referenceCount())
        .put("pred_voxels", overlap.predictionCount())
        .put("voxel_mm", voxelSize)
        .put("ref_mm", overlap.referenceCount() * voxelSize)
        .put("pred_mm", overlap.predictionCount() * voxelSize);
  }

  private ObjectNode distances(SurfaceDistances distances) {
    SurfaceDistances.Directed fromReference = distances.fromReference();
    SurfaceDistances.Directed fromPrediction = distances.fromPrediction();
    boolean weighted = distances.convention() == SurfaceConvention.AREA_WEIGHTED_SURFEL;
    String elements = weighted ? "elements" : "border_voxels";
    ObjectNode node = Json.object()
        .put(elements + "_ref", fromReference.elements())
        .put(elements + "_pred", fromPrediction.elements());
    if (weighted) {
      node.put("surface_ref", fromReference.surface());
      node.put("surface_pred", fromPrediction.surface());
    }
    for (SurfaceMetric metric : SurfaceMetric.values()) {
      if (distances.convention() == SurfaceConvention.MAX_DIRECTED_VOXEL
          || !OF_MAX_DIRECTED.contains(metric)) {
        put(node, metric.key(), metric.of(distances));
      }
    }
    if (distances.convention() == SurfaceConvention.POOLED_VOXEL) {
      // the tool that this convention reproduces has no surface Dice
      return node;
    }
    for (double tolerance : tolerances) {
      put(node, SurfaceMetric.surfaceDiceKey(tolerance), distances.surfaceDice(tolerance));
      if (weighted) {
        String mm = SurfaceMetric.millimetres(tolerance);
        put(node, "overlap_ref_" + mm, fromReference.shareWithin(tolerance));
        put(node, "overlap_pred_" + mm, fromPrediction.shareWithin(tolerance));
      }
    }
    return node;
  }
}
