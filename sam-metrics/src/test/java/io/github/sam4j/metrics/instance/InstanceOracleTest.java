// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.LabelOverlaps;
import io.github.sam4j.metrics.MetricOracle;
import io.github.sam4j.metrics.instance.InstanceOverlaps.Pair;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every number of {@code instances_open.json}: the definitions exactly, other tools within what
 * their arithmetic allows.
 */
final class InstanceOracleTest {
  private static final double RATIO = 1e-12;
  private static final double MONAI = 2e-6;
  private static final double STARDIST = 1e-6;
  /** The step of a range from 0.5 by 0.05 in NumPy, which takes it from the first two values. */
  private static final double STEP = (0.5 + 0.05) - 0.5;

  /** Printed, they are the keys of the file. */
  private static final List<IouThreshold> MORE_THAN = List.of(
      IouThreshold.moreThan(0, 1), IouThreshold.moreThan(1, 4), IouThreshold.MORE_THAN_HALF);

  private static final List<Golden> CASES = new ArrayList<>();

  record Golden(JsonNode all, LabelOverlaps labels, InstanceOverlaps overlaps) {
    static Golden of(JsonNode all) {
      LabelOverlaps labels =
          LabelOverlaps.between(MetricOracle.labels(all, "ref"), MetricOracle.labels(all, "pred"));
      return new Golden(all, labels, InstanceOverlaps.of(labels));
    }

    JsonNode expected(String key) {
      return all.get("expected").get(key);
    }

    JsonNode tool(String key) {
      return expected("tools").get(key);
    }

    boolean hasNoObject() {
      return overlaps.references().isEmpty() && overlaps.predictions().isEmpty();
    }

    @Override
    public String toString() {
      return all.get("name").asText();
    }
  }

  @BeforeAll
  static void read() throws IOException {
    CASES.clear();
    for (JsonNode golden : MetricOracle.cases("instances_open.json")) {
      CASES.add(Golden.of(golden));
    }
  }

  static List<Golden> cases() {
    return CASES;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void objectsAndTheirOverlaps(Golden golden) {
    LabelOverlaps labels = golden.labels();
    InstanceOverlaps overlaps = golden.overlaps();
    JsonNode pairs = golden.expected("overlaps");

    assertObjects(
        golden.all().get("ref"),
        overlaps.references(),
        overlaps.references().stream().map(labels::referenceSize).toList());
    assertObjects(
        golden.all().get("pred"),
        overlaps.predictions(),
        overlaps.predictions().stream().map(labels::predictionSize).toList());
    assertThat(overlaps.pairs()).hasSize(pairs.size());
    for (int i = 0; i < pairs.size(); i++) {
      JsonNode pair = pairs.get(i);
      assertThat(overlaps.pairs().get(i))
          .isEqualTo(new Pair(
              pair.get("ref").asInt(),
              pair.get("pred").asInt(),
              pair.get("intersection").asLong(),
              pair.get("union").asLong()));
      assertThat(overlaps.pairs().get(i).iou())
          .isCloseTo(pair.get("iou").asDouble(), within(RATIO));
    }
  }

  private static void assertObjects(JsonNode side, List<Integer> labels, List<Long> sizes) {
    assertThat(labels.stream().mapToInt(label -> label).toArray())
        .isEqualTo(SharedData.integers(side.get("labels")));
    assertThat(sizes.stream().mapToInt(Math::toIntExact).toArray())
        .isEqualTo(SharedData.integers(side.get("areas")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void panopticQuality(Golden golden) {
    InstanceMatching matching = golden.overlaps().match(IouThreshold.MORE_THAN_HALF);
    JsonNode expected = golden.expected("panoptic");

    assertThat(matching.pairs().stream()
            .map(pair -> new int[] {pair.reference(), pair.prediction()})
            .toArray(int[][]::new))
        .isDeepEqualTo(integerPairs(expected.get("matches")));
    assertMatching(matching, expected);
    MetricOracle.assertClose(matching.iouSum(), expected.get("iou_sum"), RATIO, "iou_sum");
  }

  private static int[][] integerPairs(JsonNode pairs) {
    int[][] integers = new int[pairs.size()][];
    for (int i = 0; i < integers.length; i++) {
      integers[i] = SharedData.integers(pairs.get(i));
    }
    return integers;
  }

  /** Compares the counts, and whichever scores there are, by the names of reports. */
  private static void assertMatching(InstanceMatching matching, JsonNode expected) {
    assertThat(matching.truePositives()).isEqualTo(expected.get("tp").asInt());
    assertThat(matching.falsePositives()).isEqualTo(expected.get("fp").asInt());
    assertThat(matching.falseNegatives()).isEqualTo(expected.get("fn").asInt());
    int compared = 0;
    for (InstanceMetric metric : InstanceMetric.values()) {
      if (expected.has(metric.key())) {
        compared++;
        double value = metric.of(matching);
        assertThat(value).isNotInfinite();
        MetricOracle.assertClose(value, expected.get(metric.key()), RATIO, metric.key());
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void matchingAtTheTenThresholds(Golden golden) {
    JsonNode rows = golden.expected("matching_at_least").get("rows");

    assertThat(rows).hasSameSizeAs(IouThreshold.FROM_50_TO_95);
    for (int i = 0; i < rows.size(); i++) {
      IouThreshold threshold = IouThreshold.FROM_50_TO_95.get(i);
      assertThat(threshold.value()).isEqualTo(rows.get(i).get("threshold").asDouble());
      assertMatching(golden.overlaps().match(threshold), rows.get(i));
    }
    MetricOracle.assertClose(
        golden.overlaps().meanAccuracy(),
        golden.expected("matching_at_least").get("mean_accuracy"),
        RATIO,
        "mean_accuracy");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void assignmentBelowHalf(Golden golden) {
    for (IouThreshold threshold : MORE_THAN.subList(0, 2)) {
      JsonNode expected =
          golden.expected("one_to_one_assignment_below_half").get(threshold.toString());
      InstanceMatching matching = golden.overlaps().match(threshold);

      assertMatching(matching, expected);
      MetricOracle.assertClose(matching.iouSum(), expected.get("iou_sum"), RATIO, "iou_sum");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void detection(Golden golden) {
    for (IouThreshold threshold : MORE_THAN) {
      JsonNode expected = golden.expected("detection_fraction").get(threshold.toString());

      assertThat(golden.overlaps().detected(threshold))
          .isEqualTo(expected.get("detected").asInt());
      assertThat(golden.overlaps().references()).hasSize(expected.get("total").asInt());
      MetricOracle.assertClose(
          golden.overlaps().detectedFraction(threshold),
          expected.get("v"),
          RATIO,
          threshold.toString());
    }
    MetricOracle.assertClose(
        golden.overlaps().meanBestIou(),
        golden.expected("mean_best_iou_per_reference"),
        RATIO,
        "mean_best_iou_per_reference");
  }

  /**
   * MONAI adds 1e-6 to every denominator: 0 where the formula is 0/0, slightly smaller elsewhere.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void monai(Golden golden) {
    InstanceMatching matching = golden.overlaps().match(IouThreshold.MORE_THAN_HALF);
    JsonNode tool = golden.tool("monai_pq");

    assertThat(matching.truePositives()).isEqualTo(tool.get("tp").asInt());
    assertThat(matching.falsePositives()).isEqualTo(tool.get("fp").asInt());
    assertThat(matching.falseNegatives()).isEqualTo(tool.get("fn").asInt());
    assertThat(matching.iouSum()).isCloseTo(tool.get("iou_sum").asDouble(), within(MONAI));
    for (InstanceMetric metric : List.of(
        InstanceMetric.SEGMENTATION_QUALITY,
        InstanceMetric.RECOGNITION_QUALITY,
        InstanceMetric.PANOPTIC_QUALITY)) {
      assertTool(metric.of(matching), tool.get(metric.key()), MONAI);
    }
  }

  /** A tool that returns 0 where a value is undefined. */
  private static void assertTool(double value, JsonNode tool, double tolerance) {
    assertThat(Double.isNaN(value) ? 0 : value).isCloseTo(tool.asDouble(), within(tolerance));
  }

  /**
   * The tool rounds IoU to single precision, so that it meets the same thresholds as a fraction.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void stardist(Golden golden) {
    JsonNode tool = golden.tool("stardist_thresholds_arange");
    List<InstanceMatching> matchings =
        IouThreshold.FROM_50_TO_95.stream().map(golden.overlaps()::match).toList();

    assertThat(matchings.stream().mapToInt(InstanceMatching::truePositives).toArray())
        .isEqualTo(SharedData.integers(tool.get("tp")));
    for (int i = 0; i < matchings.size(); i++) {
      assertTool(matchings.get(i).accuracy(), tool.get("accuracy").get(i), STARDIST);
    }
    assertTool(golden.overlaps().meanAccuracy(), tool.get("mean_accuracy"), STARDIST);
    assertTool(matchings.get(0).panopticQuality(), tool.get("panoptic_quality_at_0_5"), STARDIST);
    assertTool(matchings.get(0).f1(), tool.get("f1_at_0_5"), STARDIST);
  }

  /**
   * It compares IoU in doubles with thresholds made by adding a step, some of which come out too
   * large: an IoU that is exactly 12, 13, ... twentieths is lost to it.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void elf(Golden golden) {
    JsonNode tool = golden.tool("elf_thresholds_arange");

    boolean same = true;
    for (int i = 0; i < 10; i++) {
      IouThreshold threshold = IouThreshold.FROM_50_TO_95.get(i);
      InstanceMatching matching = golden.overlaps().match(threshold);
      double added = 0.5 + i * STEP;
      if (matching.pairs().stream().allMatch(pair -> pair.iou() >= added)) {
        assertTool(matching.accuracy(), tool.get("accuracy").get(i), RATIO);
      } else {
        same = false;
        assertThat(tool.get("accuracy").get(i).asDouble()).isLessThan(matching.accuracy());
      }
    }
    if (same) {
      assertTool(golden.overlaps().meanAccuracy(), tool.get("mean_accuracy"), RATIO);
    }
    assertThat(same)
        .isEqualTo(!List.of("ladder_twentieths", "mixed_quality").contains(golden.toString()));
    assertTool(
        golden.overlaps().match(IouThreshold.atLeast(1, 2)).f1(), tool.get("f1_at_0_5"), RATIO);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void onlyNothingAtAllLeavesPanopticQualityUndefined(Golden golden) {
    InstanceMatching matching = golden.overlaps().match(IouThreshold.MORE_THAN_HALF);

    assertThat(Double.isNaN(matching.panopticQuality())).isEqualTo(golden.hasNoObject());
    assertThat(Double.isNaN(matching.segmentationQuality()))
        .isEqualTo(matching.truePositives() == 0);
  }
}
