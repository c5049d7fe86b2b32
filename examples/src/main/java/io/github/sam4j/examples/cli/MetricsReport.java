package io.github.sam4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.OverlapMetric;
import io.github.sam4j.metrics.surface.DirectedDistances;
import io.github.sam4j.metrics.surface.SurfaceComparison;
import io.github.sam4j.metrics.surface.SurfaceConvention;
import io.github.sam4j.metrics.surface.SurfaceDistances;
import java.math.BigDecimal;
import java.util.SortedSet;

/** Every score of one object by its name. What is undefined or infinite is null. */
final class MetricsReport {
  private final SortedSet<Double> tolerances;

  /**
   * Prepares reports.
   *
   * @param tolerances of surface Dice, in millimetres
   */
  MetricsReport(SortedSet<Double> tolerances) {
    this.tolerances = tolerances;
  }

  /** Returns the groups {@code counts}, {@code overlap} and {@code surface}. */
  ObjectNode of(MaskPair pair) {
    ObjectNode node = Json.object();
    Overlap overlap = pair.overlap();
    node.set("counts", counts(overlap, pair.voxelSize()));
    ObjectNode scores = node.putObject("overlap");
    for (OverlapMetric metric : OverlapMetric.values()) {
      scores.set(metric.key(), Json.number(metric.of(overlap)));
    }
    ObjectNode boundaries = scores.putObject("boundary_iou");
    boundaries.set("1px", Json.number(pair.boundaries(1).iou()));
    boundaries.set("2px", Json.number(pair.boundaries(2).iou()));
    boundaries.set(
        "auto_2pct_diagonal",
        Json.number(pair.boundaries(pair.automaticBoundaryDistance()).iou()));
    ObjectNode surface = node.putObject("surface");
    SurfaceComparison surfaces = pair.surfaces();
    for (SurfaceConvention convention : SurfaceConvention.values()) {
      surface.set(convention.key(), distances(surfaces.distances(convention)));
    }
    return node;
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
    DirectedDistances fromReference = distances.fromReference();
    DirectedDistances fromPrediction = distances.fromPrediction();
    boolean weighted = distances.convention() == SurfaceConvention.AREA_WEIGHTED_SURFEL;
    String elements = weighted ? "elements" : "border_voxels";
    ObjectNode node = Json.object()
        .put(elements + "_ref", fromReference.elements())
        .put(elements + "_pred", fromPrediction.elements());
    if (weighted) {
      node.put("surface_ref", fromReference.surface());
      node.put("surface_pred", fromPrediction.surface());
    }
    node.set("hd", Json.number(distances.hausdorff()));
    node.set("hd95", Json.number(distances.hausdorff95()));
    if (distances.convention() == SurfaceConvention.MAX_DIRECTED_VOXEL) {
      node.set("hd95_directed_pred_to_ref", Json.number(fromPrediction.hausdorff95()));
      node.set("hd95_directed_ref_to_pred", Json.number(fromReference.hausdorff95()));
    }
    node.set("asd_pred_to_ref", Json.number(fromPrediction.average()));
    node.set("asd_ref_to_pred", Json.number(fromReference.average()));
    node.set("assd_pooled", Json.number(distances.averagePooled()));
    node.set("assd_mean_of_directed", Json.number(distances.averageOfDirected()));
    if (distances.convention() == SurfaceConvention.POOLED_VOXEL) {
      // the tool behind the name has no surface Dice
      return node;
    }
    for (double tolerance : tolerances) {
      String mm = "_" + BigDecimal.valueOf(tolerance).stripTrailingZeros().toPlainString() + "mm";
      node.set("nsd" + mm, Json.number(distances.surfaceDice(tolerance)));
      if (weighted) {
        node.set("overlap_ref" + mm, Json.number(fromReference.shareWithin(tolerance)));
        node.set("overlap_pred" + mm, Json.number(fromPrediction.shareWithin(tolerance)));
      }
    }
    return node;
  }
}
