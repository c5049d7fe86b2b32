// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.MetricOracle;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every surface metric of the stored cases, each within its stated tolerance. */
final class SurfaceOracleTest {
  private static final double[] TOLERANCES = {1, 2};

  @ParameterizedTest
  @EnumSource
  void distancesEqualTheTool(SurfaceConvention convention) throws IOException {
    for (JsonNode golden : MetricOracle.cases("cases_open.json")) {
      JsonNode expected = golden.get("expected").get("surface").get(convention.key());

      SurfaceDistances distances = comparison(golden).distances(convention);

      Map<String, Double> actual = metrics(distances);
      expected.fieldNames().forEachRemaining(key -> {
        if (actual.containsKey(key)) {
          compare(golden.get("name").asText() + " " + key, actual.get(key), expected, key);
        } else if (key.endsWith("_range")) {
          assertThat(actual).containsKey(key.replace("_range", ""));
        } else {
          assertThat(key).isIn("by", "null_reason", "hd95_alternatives", "monai_float32");
        }
      });
      assertThat(distances.convention()).isEqualTo(convention);
    }
  }

  @Test
  void singlePrecisionOfTheToolsIsNear() throws IOException {
    for (JsonNode golden : MetricOracle.cases("cases_open.json")) {
      JsonNode surface = golden.get("expected").get("surface");
      SurfaceComparison comparison = comparison(golden);
      Map<String, Double> voxels =
          metrics(comparison.distances(SurfaceConvention.MAX_DIRECTED_VOXEL));
      Map<String, Double> surfels =
          metrics(comparison.distances(SurfaceConvention.AREA_WEIGHTED_SURFEL));
      // the tool takes two empty masks for equal
      Map<String, Double> lenient = metrics(comparison.distances(
          SurfaceConvention.MAX_DIRECTED_VOXEL, EmptyPolicy.BOTH_EMPTY_IS_BEST));

      String name = golden.get("name").asText() + " ";
      surface.get("max_directed_voxel").path("monai_float32").properties().forEach(field -> {
        String key = field.getKey();
        if (field.getValue().isNumber()) {
          // its variant with areas is the other convention
          Map<String, Double> ours = key.endsWith("_subvoxel") ? surfels : voxels;
          assertNear(name + key, ours.get(key.replace("_subvoxel", "")), field.getValue(), 1e-5);
        }
      });
      surface.get("metrics_reloaded").properties().forEach(field -> {
        if (lenient.containsKey(field.getKey()) && field.getValue().isNumber()) {
          assertNear(name + field.getKey(), lenient.get(field.getKey()), field.getValue(), 1e-6);
        }
      });
    }
  }

  private static void assertNear(
      String what, @Nullable Double actual, JsonNode expected, double relative) {
    double value = expected.asDouble();
    assertThat(actual).as(what).isCloseTo(value, within(relative * Math.max(1, Math.abs(value))));
  }

  @Test
  void boundariesEqualTheOracle() throws IOException {
    for (JsonNode golden : MetricOracle.cases("cases_open.json")) {
      JsonNode expected = golden.get("expected").get("overlap").get("boundary_iou");
      assertThat(expected).hasSize(3);
      for (JsonNode one : expected) {
        Overlap overlap = boundary(golden, one.get("d").asInt());

        String what = golden.get("name").asText() + " d=" + one.get("d");
        assertThat(overlap.truePositives()).as(what).isEqualTo(one.get("num").asLong());
        assertThat(overlap.referenceCount())
            .as(what)
            .isEqualTo(one.get("boundary_ref").asLong());
        assertThat(overlap.predictionCount())
            .as(what)
            .isEqualTo(one.get("boundary_pred").asLong());
        assertThat(overlap.truePositives() + overlap.falsePositives() + overlap.falseNegatives())
            .isEqualTo(one.get("den").asLong());
        assertThat(overlap.total())
            .isEqualTo(golden.get("expected").get("counts").get("total").asLong());
        MetricOracle.assertClose(overlap.iou(), one.get("v"), 0, what);
      }
      assertThat(automaticDistance(golden))
          .isEqualTo(expected.get("auto_2pct_diagonal").get("d").asInt());
    }
  }

  @Test
  void areasOfAllPatternsEqualTheOracle() throws IOException {
    JsonNode tables = SharedData.json("golden/metrics/surface_elements.json");
    for (JsonNode table : tables.get("tables_3d")) {
      JsonNode spacing = table.get("spacing_zyx");
      double[] areas = SurfelSizes.areas(new Spacing(
          spacing.get(2).asDouble(), spacing.get(1).asDouble(), spacing.get(0).asDouble()));
      assertThat(table.get("area")).hasSize(256);
      for (int pattern = 0; pattern < 256; pattern++) {
        assertThat(areas[pattern])
            .as("pattern %d, spacing %s", pattern, spacing)
            .isCloseTo(table.get("area").get(pattern).asDouble(), within(1e-9));
      }
    }
    for (JsonNode table : tables.get("tables_2d")) {
      JsonNode spacing = table.get("spacing_yx");
      double[] lengths = SurfelSizes.lengths(
          Spacing.of(spacing.get(1).asDouble(), spacing.get(0).asDouble()));
      JsonNode expected = table.get("length");
      assertThat(expected).hasSize(16);
      for (int pattern = 0; pattern < 16; pattern++) {
        assertThat(lengths[pattern]).isCloseTo(expected.get(pattern).asDouble(), within(1e-9));
      }
    }
  }

  private static void compare(String what, double actual, JsonNode expected, String key) {
    JsonNode range = expected.get(key + "_range");
    if (range != null) {
      assertThat(actual)
          .as(what)
          .isBetween(range.get(0).asDouble(), range.get(1).asDouble());
      return;
    }
    double tolerance = tolerance(key);
    if (key.startsWith("surface")) {
      tolerance *= expected.get(key).asDouble();
    }
    MetricOracle.assertClose(actual, expected.get(key), tolerance, what);
  }

  private static double tolerance(String key) {
    if (key.startsWith("border_voxels") || key.startsWith("elements")) {
      return 0;
    }
    return key.startsWith("nsd") ? 1e-12 : 1e-9;
  }

  private static Map<String, Double> metrics(SurfaceDistances d) {
    SurfaceDistances.Directed fromReference = d.fromReference();
    SurfaceDistances.Directed fromPrediction = d.fromPrediction();
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("hd", d.hausdorff());
    metrics.put("hd95", d.hausdorff95());
    metrics.put("asd_pred_to_ref", fromPrediction.average());
    metrics.put("asd_ref_to_pred", fromReference.average());
    metrics.put("assd_pooled", d.averagePooled());
    metrics.put("assd_mean_of_directed", d.averageOfDirected());
    metrics.put("hd95_directed_pred_to_ref", fromPrediction.hausdorff95());
    metrics.put("hd95_directed_ref_to_pred", fromReference.hausdorff95());
    metrics.put("border_voxels_ref", (double) fromReference.elements());
    metrics.put("border_voxels_pred", (double) fromPrediction.elements());
    metrics.put("elements_ref", (double) fromReference.elements());
    metrics.put("elements_pred", (double) fromPrediction.elements());
    metrics.put("surface_ref", fromReference.surface());
    metrics.put("surface_pred", fromPrediction.surface());
    for (double tolerance : TOLERANCES) {
      String mm = "_" + (int) tolerance + "mm";
      metrics.put("nsd" + mm, d.surfaceDice(tolerance));
      metrics.put("overlap_ref" + mm, fromReference.shareWithin(tolerance));
      metrics.put("overlap_pred" + mm, fromPrediction.shareWithin(tolerance));
    }
    return metrics;
  }

  private static boolean planar(JsonNode golden) {
    return golden.get("ndim").asInt() == 2;
  }

  private static SurfaceComparison comparison(JsonNode golden) {
    JsonNode spacing = golden.get("spacing_mm");
    if (planar(golden)) {
      return SurfaceComparison.between(
          MetricOracle.mask(golden, "ref"),
          MetricOracle.mask(golden, "pred"),
          Spacing.of(spacing.get(1).asDouble(), spacing.get(0).asDouble()));
    }
    return SurfaceComparison.between(
        MetricOracle.voxels(golden, "ref"),
        MetricOracle.voxels(golden, "pred"),
        new Spacing(
            spacing.get(2).asDouble(), spacing.get(1).asDouble(), spacing.get(0).asDouble()));
  }

  private static Overlap boundary(JsonNode golden, int distance) {
    return planar(golden)
        ? BoundaryOverlap.between(
            MetricOracle.mask(golden, "ref"), MetricOracle.mask(golden, "pred"), distance)
        : BoundaryOverlap.between(
            MetricOracle.voxels(golden, "ref"), MetricOracle.voxels(golden, "pred"), distance);
  }

  private static int automaticDistance(JsonNode golden) {
    return planar(golden)
        ? BoundaryOverlap.automaticDistance(MetricOracle.mask(golden, "ref"))
        : BoundaryOverlap.automaticDistance(MetricOracle.voxels(golden, "ref"));
  }
}
