package io.github.sam4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskSelectionTest {
  private static final List<MaskSelection> ALL = MaskSelection.all();

  @Test
  void emptyPoolSelectsNothing() {
    Mask reference = Mask.of(9, 4, (x, y) -> x > y);

    for (MaskSelection selection : ALL) {
      MaskSelection.Selected selected = selection.select(reference, List.of());

      assertThat(selected.detected()).as(selection.name()).isFalse();
      assertThat(selected.mask()).isEqualTo(Mask.empty(9, 4));
    }
  }

  @Test
  void iouAtTheThresholdIsNotAbove() {
    Mask reference = Mask.of(4, 1, (x, y) -> true);
    Mask quarter = Mask.of(4, 1, (x, y) -> x == 0);

    assertThat(MaskSelection.iouAboveUnion(0.25)
            .select(reference, List.of(quarter))
            .detected())
        .isFalse();
    assertThat(MaskSelection.iouAboveUnion(0.24)
            .select(reference, List.of(quarter))
            .detected())
        .isTrue();
  }

  @Test
  void firstOfEquallyGoodMasksIsBest() {
    Mask reference = Mask.of(4, 1, (x, y) -> true);
    Mask left = Mask.of(4, 1, (x, y) -> x < 2);
    Mask right = left.not();

    assertThat(MaskSelection.bestIou()
            .select(reference, List.of(Mask.empty(4, 1), right, left))
            .indices())
        .containsExactly(1);
  }

  @Test
  void thresholdOutOfRangeIsRefused() {
    assertThatThrownBy(() -> MaskSelection.iouAboveBest(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[0, 1)");
  }

  @Test
  void choicesEqualTheOracle() throws IOException {
    for (JsonNode golden : SharedData.json("golden/metrics/selection_open.json").get("cases")) {
      int height = golden.get("shape").get(0).asInt();
      int width = golden.get("shape").get(1).asInt();
      Mask reference = rowMajor(width, height, golden.get("ref").get("rle"));
      List<Mask> pool = new ArrayList<>();
      golden.get("candidates").forEach(c -> pool.add(rowMajor(width, height, c.get("rle"))));
      for (MaskSelection selection : ALL) {
        JsonNode expected = golden.get("expected").get(selection.name());
        assertThat(expected).as(selection.name()).isNotNull();
        compare(selection, expected, expected.get("selected"), reference, pool);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hippocampus_001/slices.json",
        "hippocampus_001/slices_loose.json",
        "hippocampus_001/slices_grid32.json",
        "spleen_2/slices.json",
        "spleen_2/slices_loose.json"
      })
  void choicesOnStoredSlicesEqualTheReference(String file) throws IOException {
    for (JsonNode slice : SharedData.json("golden/protocol/open/" + file).get("slices")) {
      Mask reference = columnMajor(slice.get("object_rle"));
      List<Mask> pool = new ArrayList<>();
      slice.get("amg_masks").forEach(mask -> pool.add(columnMajor(mask.get("rle"))));
      for (MaskSelection selection : ALL) {
        JsonNode expected = slice.get("selections").get(selection.name());
        compare(selection, expected, expected.get("chosen"), reference, pool);
      }
    }
  }

  private static void compare(
      MaskSelection selection,
      JsonNode expected,
      JsonNode indices,
      Mask reference,
      List<Mask> pool) {
    MaskSelection.Selected selected = selection.select(reference, pool);
    Overlap overlap = Overlap.between(reference, selected.mask());

    assertThat(selected.indices())
        .as(selection.name())
        .containsExactlyElementsOf(integers(indices));
    assertThat(selected.detected()).isEqualTo(expected.get("detected").asBoolean());
    assertThat(overlap.truePositives()).isEqualTo(expected.get("tp").asLong());
    assertThat(overlap.falsePositives()).isEqualTo(expected.get("fp").asLong());
    assertThat(overlap.falseNegatives()).isEqualTo(expected.get("fn").asLong());
    if (!expected.get("dice").isNull()) {
      assertThat(overlap.dice()).isCloseTo(expected.get("dice").asDouble(), within(1e-12));
      assertThat(overlap.iou()).isCloseTo(expected.get("iou").asDouble(), within(1e-12));
    }
  }

  private static List<Integer> integers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asInt).toList();
  }

  private static Mask columnMajor(JsonNode rle) {
    int[] counts = SharedData.integers(rle.get("counts"));
    return RunLengths.ofCounts(
            rle.get("size").get(1).asInt(), rle.get("size").get(0).asInt(), counts)
        .toMask();
  }

  /** Row-major runs are the column-major runs of the transposed mask. */
  private static Mask rowMajor(int width, int height, JsonNode runs) {
    int[] counts = SharedData.integers(runs);
    return RunLengths.ofCounts(/* width= */ height, /* height= */ width, counts)
        .toMask()
        .transpose();
  }
}
