// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.statistics;

import static io.github.sam4j.metrics.EmptyPolicy.BOTH_EMPTY_IS_BEST;
import static io.github.sam4j.metrics.EmptyPolicy.BOTH_EMPTY_IS_WORST;
import static io.github.sam4j.metrics.EmptyPolicy.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.metrics.EmptyPolicy;
import io.github.sam4j.metrics.MetricOracle;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.OverlapMetric;
import io.github.sam4j.metrics.statistics.Bootstrap.ConfidenceInterval;
import io.github.sam4j.metrics.statistics.Summary.QuantileMethod;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every number of {@code aggregation_open.json}. */
final class AggregationOracleTest {
  private JsonNode expected;
  private JsonNode rows;
  private SliceTable table;

  @BeforeEach
  void read() throws IOException {
    JsonNode tables = SharedData.json("golden/metrics/aggregation_open.json").get("tables");
    assertThat(tables).hasSize(1);
    expected = tables.get(0).get("expected");
    rows = tables.get(0).get("rows");
    List<SliceTable.Outcome> outcomes = new ArrayList<>();
    for (JsonNode row : rows) {
      Overlap overlap = new Overlap(
          row.get("tp").asLong(), row.get("fp").asLong(), row.get("fn").asLong(), 0);
      assertThat(overlap.referenceCount()).isEqualTo(row.get("reference_pixels").asLong());
      outcomes.add(new SliceTable.Outcome(
          row.get("volume").asText(),
          row.get("slice").asInt(),
          overlap,
          row.get("mask_selected").asBoolean()));
    }
    table = SliceTable.of(outcomes);
  }

  @Test
  void counts() {
    SliceTable.Counts counts = table.counts();

    assertThat(Map.of(
            "slices", counts.slices(),
            "positive_slices", counts.positive(),
            "negative_slices", counts.negative(),
            "positive_detected", counts.positiveDetected(),
            "positive_missed", counts.positiveMissed(),
            "negative_with_false_positive", counts.negativeWithFalsePositive(),
            "negative_correctly_empty", counts.negativeCorrectlyEmpty(),
            "detected_with_zero_dice", counts.detectedWithZeroDice(),
            "volumes", counts.volumes()))
        .isEqualTo(integers(expected.get("counts")));
  }

  private static Map<String, Integer> integers(JsonNode object) {
    Map<String, Integer> integers = new TreeMap<>();
    object
        .properties()
        .forEach(entry -> integers.put(entry.getKey(), entry.getValue().asInt()));
    return integers;
  }

  @ParameterizedTest
  @EnumSource(names = {"DICE", "IOU"})
  void scoresOfSlices(OverlapMetric metric) {
    double[] scores = table.scores(metric, DEFAULT);

    assertThat(scores).hasSize(rows.size());
    for (int i = 0; i < scores.length; i++) {
      MetricOracle.assertClose(scores[i], rows.get(i).get(metric.key()), 1e-12, "row " + i);
    }
    JsonNode golden = expected.get(metric.key());
    check(
        metric, DEFAULT, SliceTable.Scope.POSITIVE, 0, golden.get("positive_slices_miss_is_zero"));
    check(
        metric,
        DEFAULT,
        SliceTable.Scope.DETECTED_POSITIVE,
        0,
        golden.get("detected_positive_slices_only"));
    check(
        metric,
        DEFAULT,
        SliceTable.Scope.SCORE_ABOVE_ZERO,
        0,
        golden.get("positive_slices_with_score_above_zero"));
    check(
        metric,
        BOTH_EMPTY_IS_BEST,
        SliceTable.Scope.ALL,
        0,
        golden.get("all_slices_empty_empty_one"));
    check(
        metric,
        BOTH_EMPTY_IS_WORST,
        SliceTable.Scope.ALL,
        0,
        golden.get("all_slices_empty_empty_zero"));
    check(metric, DEFAULT, SliceTable.Scope.ALL, 5, golden.get("all_slices_empty_empty_excluded"));
  }

  private void check(
      OverlapMetric metric,
      EmptyPolicy policy,
      SliceTable.Scope scope,
      int undefined,
      JsonNode golden) {
    Summary summary = Summary.of(table.in(scope).scores(metric, policy));

    check(summary, golden, metric + " " + scope.key());
    assertThat(summary.undefined()).isEqualTo(undefined);
    assertThat(summary.infinite()).isZero();
  }

  private static void check(Summary summary, JsonNode golden, String what) {
    assertThat(summary.n()).as(what).isEqualTo(golden.get("n").asInt());
    double q25 = summary.quantile(0.25, QuantileMethod.TYPE_6);
    double q75 = summary.quantile(0.75, QuantileMethod.TYPE_6);
    Map<String, Double> actual = new TreeMap<>(Map.of(
        "mean", summary.mean(),
        "median", summary.median(),
        "q25_type7", summary.q25(),
        "q75_type7", summary.q75(),
        "iqr_type7", summary.iqr(),
        "q25_type6", q25,
        "q75_type6", q75,
        "min", summary.min(),
        "max", summary.max()));
    actual.put("sd_sample", summary.sdSample());
    actual.put("sd_population", summary.sdPopulation());
    assertThat(golden.size()).as("all numbers of %s", what).isEqualTo(1 + actual.size());
    actual.forEach((name, value) -> MetricOracle.assertClose(
        value, golden.get(name), name.startsWith("sd") ? 1e-9 : 1e-12, what + " " + name));
  }

  @ParameterizedTest
  @EnumSource(names = {"DICE", "IOU"})
  void scoresOfVolumes(OverlapMetric metric) {
    JsonNode golden = expected.get(metric.key());

    checkPooled(metric, SliceTable.Scope.ALL, golden.get("volume_pooled").get("all_slices"));
    checkPooled(
        metric, SliceTable.Scope.POSITIVE, golden.get("volume_pooled").get("positive_slices_only"));
    JsonNode means = golden.get("mean_slice_score_per_volume_positive_miss_zero");
    double[] scores = table.in(SliceTable.Scope.POSITIVE).meanScores(metric, DEFAULT);
    checkVolumes(scores, means.get("volumes"), metric + " mean");
    check(Summary.of(scores), means.get("over_volumes"), metric + " mean");
  }

  private void checkPooled(OverlapMetric metric, SliceTable.Scope scope, JsonNode golden) {
    SliceTable slices = table.in(scope);

    double[] scores = slices.pooledScores(metric, DEFAULT);

    checkVolumes(scores, golden.get("volumes"), metric + " pooled " + scope);
    for (int i = 0; i < scores.length; i++) {
      JsonNode counts = golden.get("volumes").get(i);
      assertThat(slices.split().get(i).pooled())
          .isEqualTo(new Overlap(
              counts.get("tp").asLong(),
              counts.get("fp").asLong(),
              counts.get("fn").asLong(),
              0));
    }
    check(
        Summary.of(scores),
        golden.get("over_volumes_undefined_excluded"),
        metric + " pooled " + scope);
    MetricOracle.assertClose(
        metric.of(slices.pooled()), golden.get("whole_table_pooled"), 1e-12, "whole table");
  }

  private void checkVolumes(double[] scores, JsonNode golden, String what) {
    assertThat(scores).hasSize(golden.size());
    for (int i = 0; i < scores.length; i++) {
      assertThat(table.volumes().get(i)).isEqualTo(golden.get(i).get("volume").asText());
      MetricOracle.assertClose(scores[i], golden.get(i).get("v"), 1e-12, what + " volume " + i);
    }
  }

  @Test
  void detections() {
    List<SliceTable.DetectionRule> rules = List.of(
        SliceTable.DetectionRule.maskSelected(),
        SliceTable.DetectionRule.iouAbove(0),
        SliceTable.DetectionRule.iouAbove(0.25),
        SliceTable.DetectionRule.iouAbove(0.5));

    JsonNode golden = expected.get("detection_fraction");
    assertThat(golden.size()).isEqualTo(rules.size());
    for (SliceTable.DetectionRule rule : rules) {
      JsonNode answer = golden.get(rule.name());
      SliceTable.Detection detection = table.detection(rule);
      double[] fractions = table.detectionFractions(rule);

      assertThat(detection)
          .isEqualTo(new SliceTable.Detection(
              answer.get("detected").asInt(), answer.get("total").asInt()));
      MetricOracle.assertClose(detection.fraction(), answer.get("v"), 1e-12, rule.name());
      checkVolumes(fractions, answer.get("per_volume"), rule.name());
      MetricOracle.assertClose(
          Summary.of(fractions).mean(), answer.get("mean_over_volumes"), 1e-12, rule.name());
    }
  }

  /** In the limit of many resamples, each of the n^n equally likely resamples counts once. */
  @Test
  void limitOfTheBootstrapEqualsAllResamples() {
    double[] dice = table.pooledScores(OverlapMetric.DICE, DEFAULT);
    JsonNode golden = expected.get("bootstrap_exact_mean_volume_dice");

    double[] means = EveryResample.means(dice);

    assertThat(means).hasSize(golden.get("resamples").asInt());
    Summary all = Summary.of(means);
    MetricOracle.assertClose(all.mean(), golden.get("bootstrap_mean"), 1e-12, "mean");
    MetricOracle.assertClose(
        all.sdPopulation(), golden.get("bootstrap_standard_error"), 1e-9, "standard error");
    MetricOracle.assertClose(
        all.quantile(0.025), golden.get("lower_2_5_type7_over_all_resamples"), 1e-12, "lower");
    MetricOracle.assertClose(
        all.quantile(0.975), golden.get("upper_97_5_type7_over_all_resamples"), 1e-12, "upper");
    // the smallest whose share reaches p: 256 p is 6.4 and 249.6
    double[] sorted = all.values();
    MetricOracle.assertClose(sorted[6], golden.get("lower_2_5_inverse_cdf"), 1e-12, "lower");
    MetricOracle.assertClose(sorted[249], golden.get("upper_97_5_inverse_cdf"), 1e-12, "upper");
    assertThat(EveryResample.distinct(sorted, 1e-12))
        .isEqualTo(golden.get("distinct_means").asInt());
  }

  @Test
  void bootstrapComesCloseToTheLimit_seed7() {
    double[] dice = table.pooledScores(OverlapMetric.DICE, DEFAULT);
    JsonNode golden = expected.get("bootstrap_exact_mean_volume_dice");
    double standardError = golden.get("bootstrap_standard_error").asDouble();
    double[] limit = Summary.of(EveryResample.means(dice)).values();

    ConfidenceInterval interval = Bootstrap.percentile(7).mean(dice);
    double[] drawn = new double[1];
    Bootstrap.percentile(7)
        .of(
            values -> {
              drawn[0] += Summary.meanOf(values);
              return Summary.meanOf(values);
            },
            dice);

    MetricOracle.assertClose(
        interval.estimate(), golden.get("bootstrap_mean"), 1e-12, "the estimate is the mean");
    // the estimate itself is evaluated once as well
    assertThat((drawn[0] - interval.estimate()) / 10_000)
        .isCloseTo(golden.get("bootstrap_mean").asDouble(), within(4 * standardError / 100));
    assertThat(interval.standardError()).isCloseTo(standardError, within(0.03 * standardError));
    assertThat(interval.lower())
        .isBetween(
            EveryResample.below(limit, golden.get("lower_2_5_inverse_cdf").asDouble()) - 1e-12,
            EveryResample.above(limit, golden.get("lower_2_5_inverse_cdf").asDouble()) + 1e-12);
    assertThat(interval.upper())
        .isBetween(
            EveryResample.below(limit, golden.get("upper_97_5_inverse_cdf").asDouble()) - 1e-12,
            EveryResample.above(limit, golden.get("upper_97_5_inverse_cdf").asDouble()) + 1e-12);
  }
}
