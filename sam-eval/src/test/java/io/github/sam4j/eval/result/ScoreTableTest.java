package io.github.sam4j.eval.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScoreTableTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static SliceScore score(int slice, String selection, Overlap overlap, boolean detected) {
    return new SliceScore(
        new SliceId("task", "case", slice, 10),
        new Series("task", "foreground", "automatic", selection, 0),
        "",
        3,
        detected ? List.of(0, 2) : List.of(),
        Float.NaN,
        overlap,
        Double.NaN);
  }

  @Test
  void missCountsZeroInMeansAndIsLeftOutOfDetectedOnes() {
    ScoreTable table = ScoreTable.of(List.of(
        score(1, "BEST_IOU", new Overlap(10, 0, 0, 5), true),
        score(2, "BEST_IOU", new Overlap(0, 0, 10, 5), false)));

    ScoreTable.Row row = table.rows().get(0);
    assertThat(row.slices()).isEqualTo(2);
    assertThat(row.detectedFraction()).isEqualTo(0.5);
    assertThat(row.diceMean()).isEqualTo(0.5);
    assertThat(row.diceMedian()).isEqualTo(0.5);
    assertThat(row.dicePosMean()).hasValue(1);
    assertThat(row.dicePooled()).isEqualTo(20.0 / 30);
  }

  @Test
  void nothingDetectedLeavesDetectedMeansUndefined() {
    ScoreTable table =
        ScoreTable.of(List.of(score(1, "IOU_GT_050_UNION", new Overlap(0, 0, 4, 5), false)));

    assertThat(table.rows().get(0).dicePosMean()).isEmpty();
    assertThat(table.toText()).contains("IOU_GT_050_UNION").contains(" -  ");
  }

  @Test
  void sliceWithoutTheObjectIsLeftOut() {
    ScoreTable table = ScoreTable.of(List.of(
        score(1, "BEST_IOU", new Overlap(10, 0, 0, 5), true),
        score(2, "BEST_IOU", new Overlap(0, 3, 0, 12), true)));

    assertThat(table.rows().get(0).slices()).isEqualTo(1);
    assertThat(table.rows().get(0).dicePooled()).isEqualTo(1);
  }

  @Test
  void withoutAnySliceOfTheObjectNothingIsTold(@TempDir Path folder) throws IOException {
    ScoreTable table = ScoreTable.of(List.of(score(2, "BEST_IOU", new Overlap(0, 3, 0, 12), true)));

    table.writeCsv(folder.resolve("table.csv"));

    assertThat(table.rows().get(0).slices()).isZero();
    assertThat(table.toText()).doesNotContain("NaN");
    assertThat(Files.readString(folder.resolve("table.csv"))).endsWith("BEST_IOU,0,,,,,,,,\n");
  }

  @ParameterizedTest
  @CsvSource({
    "hippocampus_001/slices.json,hippocampus_001/summary.json",
    "hippocampus_001/slices_grid32.json,hippocampus_001/summary_grid32.json",
    "hippocampus_001/slices_loose.json,hippocampus_001/summary_loose.json",
    "spleen_2/slices.json,spleen_2/summary.json",
    "spleen_2/slices_loose.json,spleen_2/summary_loose.json"
  })
  void aggregatesOfStoredSlicesEqualTheReference(String slices, String summary) throws IOException {
    List<SliceScore> scores = new ArrayList<>();
    for (JsonNode slice : SharedData.json("golden/protocol/open/" + slices).get("slices")) {
      for (var selection : slice.get("selections").properties()) {
        JsonNode counts = selection.getValue();
        Overlap overlap = new Overlap(
            counts.get("tp").asLong(),
            counts.get("fp").asLong(),
            counts.get("fn").asLong(),
            0);
        scores.add(score(
            slice.get("k").asInt(),
            selection.getKey(),
            overlap,
            counts.get("detected").asBoolean()));
      }
    }

    ScoreTable table = ScoreTable.of(scores);

    JsonNode expected = SharedData.json("golden/protocol/open/" + summary).get("selections");
    assertThat(table.rows()).hasSize(expected.size());
    for (ScoreTable.Row row : table.rows()) {
      compare(row, expected.get(row.selection()));
    }
  }

  private static void compare(ScoreTable.Row row, JsonNode expected) {
    assertThat(row.diceMean()).isCloseTo(expected.get("mean_dice_miss_is_zero").asDouble(), EXACT);
    assertThat(row.diceMedian())
        .isCloseTo(expected.get("median_dice_miss_is_zero").asDouble(), EXACT);
    assertThat(row.iouMean()).isCloseTo(expected.get("mean_iou_miss_is_zero").asDouble(), EXACT);
    assertThat(row.iouMedian())
        .isCloseTo(expected.get("median_iou_miss_is_zero").asDouble(), EXACT);
    compare(row.dicePosMean(), expected.get("mean_dice_detected_only"));
    compare(row.dicePosMedian(), expected.get("median_dice_detected_only"));
    assertThat(row.detectedFraction())
        .isCloseTo(expected.get("detection_fraction").asDouble(), EXACT);
    assertThat(row.dicePooled()).isCloseTo(expected.get("pooled").get("dice").asDouble(), EXACT);
  }

  private static void compare(OptionalDouble actual, JsonNode expected) {
    assertThat(actual.isPresent()).isEqualTo(!expected.isNull());
    actual.ifPresent(value -> assertThat(value).isCloseTo(expected.asDouble(), EXACT));
  }

  @Test
  void csvHasOneLinePerRowAndPerScore(@TempDir Path folder) throws IOException {
    ScoreTable table = ScoreTable.of(List.of(
        score(1, "BEST_IOU", new Overlap(10, 0, 0, 5), true),
        score(2, "ALL_UNION", new Overlap(0, 0, 10, 5), false)));

    table.writeCsv(folder.resolve("table.csv"));
    table.writeSlicesCsv(folder.resolve("slices.csv"));

    assertThat(Files.readAllLines(folder.resolve("table.csv")))
        .hasSize(3)
        .first()
        .asString()
        .startsWith("task,object,selection,slices,detected,dice_mean");
    assertThat(Files.readAllLines(folder.resolve("slices.csv")))
        .contains("task,case,1,foreground,BEST_IOU,3,0 2,10,0,0,1.0,1.0,true")
        .contains("task,case,2,foreground,ALL_UNION,3,,0,0,10,0.0,0.0,false");
  }
}
