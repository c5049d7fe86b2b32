// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Adds up the stored counts of the reference and compares with what the reference added up. */
final class GoldenSummaryTest {
  private static final String FOLDER = "golden/protocol/open/";

  @ParameterizedTest
  @CsvSource({
    "hippocampus_001/table.csv,hippocampus_001/summary.json",
    "hippocampus_001/table_grid32.csv,hippocampus_001/summary_grid32.json",
    "hippocampus_001/table_loose.csv,hippocampus_001/summary_loose.json",
    "spleen_2/table.csv,spleen_2/summary.json",
    "spleen_2/table_loose.csv,spleen_2/summary_loose.json"
  })
  void selectionsEqualTheReference(String table, String summary) throws IOException {
    List<SliceScore> scores = new ArrayList<>();
    for (CSVRecord line : csv(table)) {
      scores.add(score(line, line.get("selection"), Boolean.parseBoolean(line.get("detected"))));
    }

    compare(scores, SharedData.json(FOLDER + summary).get("selections"), 8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hippocampus_001", "spleen_2"})
  void promptsEqualTheReference(String name) throws IOException {
    List<SliceScore> scores = new ArrayList<>();
    Map<Integer, List<CSVRecord>> seeded = new TreeMap<>();
    for (CSVRecord line : csv(name + "/prompts.csv")) {
      if (line.get("mode").equals("box")) {
        scores.add(score(line, "BOX", true));
      } else {
        scores.add(score(line, "SEEDED_MASK_" + line.get("mask"), true));
        seeded
            .computeIfAbsent(Integer.valueOf(line.get("slice")), slice -> new ArrayList<>())
            .add(line);
      }
    }
    for (List<CSVRecord> masks : seeded.values()) {
      scores.add(score(best(masks, "predicted_iou"), "SEEDED_HIGHEST_PREDICTED_IOU", true));
      scores.add(score(best(masks, "iou"), "SEEDED_BEST_IOU", true));
    }

    compare(scores, SharedData.json(FOLDER + name + "/summary.json").get("prompts"), 6);
  }

  private static CSVRecord best(List<CSVRecord> masks, String column) {
    CSVRecord best = masks.get(0);
    for (CSVRecord mask : masks) {
      if (Double.parseDouble(mask.get(column)) > Double.parseDouble(best.get(column))) {
        best = mask;
      }
    }
    return best;
  }

  private static List<CSVRecord> csv(String name) throws IOException {
    Path file = SharedData.require(FOLDER + name);
    CSVFormat format =
        CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader = Files.newBufferedReader(file)) {
      return format.parse(reader).getRecords();
    }
  }

  private static SliceScore score(CSVRecord line, String selection, boolean detected) {
    return new SliceScore(
        new SliceId("task", line.get("case"), Integer.parseInt(line.get("slice")), 40),
        new Series("task", Dataset.FOREGROUND, "golden", selection, 0),
        "",
        3,
        detected ? List.of(0) : List.of(),
        Float.NaN,
        new Overlap(
            Long.parseLong(line.get("tp")),
            Long.parseLong(line.get("fp")),
            Long.parseLong(line.get("fn")),
            0),
        Map.of());
  }

  private static void compare(List<SliceScore> scores, JsonNode expected, int selections) {
    ScoreTable table = ScoreTable.of(scores);
    assertThat(expected).hasSize(selections);
    assertThat(table.rows()).hasSize(selections);
    for (ScoreTable.Row row : table.rows()) {
      compare(row, expected.get(row.series().selection()));
    }
  }

  private static void compare(ScoreTable.Row row, JsonNode expected) {
    assertThat(row.slices()).isEqualTo(expected.get("positive_slices").asInt());
    assertThat(row.detected()).isEqualTo(expected.get("detected_slices").asInt());
    close(row.detectedFraction(), expected.get("detection_fraction"));
    close(row.dice().mean(), expected.get("mean_dice_miss_is_zero"));
    close(row.dice().median(), expected.get("median_dice_miss_is_zero"));
    close(row.iou().mean(), expected.get("mean_iou_miss_is_zero"));
    close(row.iou().median(), expected.get("median_iou_miss_is_zero"));
    close(row.dicePos().mean(), expected.get("mean_dice_detected_only"));
    close(row.dicePos().median(), expected.get("median_dice_detected_only"));
    close(row.iouPos().mean(), expected.get("mean_iou_detected_only"));
    close(row.iouPos().median(), expected.get("median_iou_detected_only"));
    JsonNode pooled = expected.get("pooled");
    assertThat(row.pooled().truePositives()).isEqualTo(pooled.get("tp").asLong());
    assertThat(row.pooled().falsePositives()).isEqualTo(pooled.get("fp").asLong());
    assertThat(row.pooled().falseNegatives()).isEqualTo(pooled.get("fn").asLong());
    close(row.pooled().dice(), pooled.get("dice"));
    close(row.pooled().iou(), pooled.get("iou"));
    // one volume, and only slices that show the object
    assertThat(row.volumeDice().n()).isEqualTo(1);
    close(row.volumeDice().mean(), pooled.get("dice"));
  }

  private static void close(double actual, JsonNode expected) {
    if (expected.isNull()) {
      assertThat(actual).isNaN();
    } else {
      assertThat(actual).isCloseTo(expected.asDouble(), within(1e-12));
    }
  }
}
