// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.MetricOracle;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskSelectionTest {
  private static final List<MaskSelection> ALL = MaskSelection.all();

  /** Ten pixels in a row. */
  private static final Mask ROW = Mask.of(10, 1, (x, y) -> true);

  private record Scored(Mask mask, float predictedIou) implements ScoredMask {}

  /** The first pixels of the row: its IoU with the whole row is a tenth of their number. */
  private static Mask first(int pixels) {
    return Mask.of(10, 1, (x, y) -> x < pixels);
  }

  private static List<Scored> scored(float... scores) {
    return IntStream.range(0, scores.length)
        .mapToObj(i -> new Scored(ROW, scores[i]))
        .toList();
  }

  @Test
  void emptyPoolSelectsNothing() {
    Mask reference = Mask.of(9, 4, (x, y) -> x > y);

    for (MaskSelection selection : ALL) {
      MaskSelection.Selected selected = selection.select(reference, List.of());

      assertThat(selected.detected()).as(selection.name()).isFalse();
      assertThat(selected.tied()).isEmpty();
      assertThat(selected.mask()).isEqualTo(Mask.empty(9, 4));
    }
  }

  @Test
  void iouAtTheThresholdIsNotAbove() {
    Mask reference = Mask.of(4, 1, (x, y) -> true);
    Mask quarter = Mask.of(4, 1, (x, y) -> x == 0);

    assertThat(MaskSelection.iouAboveUnion(0.25)
            .selectUnscored(reference, List.of(quarter))
            .detected())
        .isFalse();
    assertThat(MaskSelection.iouAboveUnion(0.24)
            .selectUnscored(reference, List.of(quarter))
            .detected())
        .isTrue();
  }

  /** As doubles, these tenths are a little below or above the numbers they are written as. */
  @Test
  void everyTenthIsMetButNotExceededByItsOwnThreshold() {
    for (int tenths = 1; tenths < 10; tenths++) {
      double threshold = Double.parseDouble("0." + tenths);

      List<Integer> above = MaskSelection.iouAboveUnion(threshold)
          .selectUnscored(ROW, List.of(first(tenths - 1), first(tenths), first(tenths + 1)))
          .indices();

      assertThat(above).as("threshold %s", threshold).containsExactly(2);
    }
  }

  @Test
  void firstOfEquallyGoodMasksIsBestAndAllAreTold() {
    Mask left = first(5);
    Mask right = left.not();

    MaskSelection.Selected selected =
        MaskSelection.bestIou().selectUnscored(ROW, List.of(Mask.empty(10, 1), right, left));

    assertThat(selected.indices()).containsExactly(1);
    assertThat(selected.tied()).containsExactly(1, 2);
    assertThat(selected.mask()).isEqualTo(right);
  }

  @Test
  void unionTellsNoTies() {
    List<Mask> pool = List.of(first(5), first(5));

    for (String name : List.of("ALL_UNION", "ALL_INTERSECTING_UNION", "IOU_GT_025_UNION")) {
      MaskSelection.Selected selected = MaskSelection.named(name).selectUnscored(ROW, pool);

      assertThat(selected.indices()).as(name).containsExactly(0, 1);
      assertThat(selected.tied()).as(name).isEmpty();
    }
  }

  @Test
  void sharesThatAreOneDoubleAreStillCompared() {
    int billion = 1_000_000_000;
    Candidate lower = new Candidate(0, new Overlap(billion, 0, 1, 0), 0);
    Candidate upper = new Candidate(1, new Overlap(billion + 1, 0, 1, 0), 0);

    assertThat(upper.overlap().iou()).isEqualTo(lower.overlap().iou());
    assertThat(Candidate.BY_IOU.compare(lower, upper)).isNegative();
    assertThat(Candidate.BY_DICE.compare(upper, lower)).isPositive();
  }

  @Test
  void bestWithoutOverlapIsChosenOnlyLiterally() {
    Mask reference = first(3);
    List<Mask> pool = List.of(first(3).not());

    assertThat(MaskSelection.bestIou().selectUnscored(reference, pool).indices())
        .containsExactly(0);
    assertThat(MaskSelection.bestIouIfOverlap().selectUnscored(reference, pool).indices())
        .isEmpty();
  }

  @Test
  void highestPredictedIouIsChosenWhateverTheReference() {
    List<Scored> pool = List.of(
        new Scored(first(10), 0.7f),
        new Scored(Mask.empty(10, 1), 1.02f),
        new Scored(first(4), 1.02f));

    MaskSelection.Selected selected = MaskSelection.argmaxPredictedIou().select(ROW, pool);

    assertThat(selected.indices()).containsExactly(1);
    assertThat(selected.tied()).containsExactly(1, 2);
  }

  @Test
  void maskWithoutAPredictedIouIsNeverTheHighest() {
    MaskSelection argmax = MaskSelection.argmaxPredictedIou();

    assertThat(argmax.select(ROW, scored(Float.NaN, -3, Float.NaN, -2)).indices())
        .containsExactly(3);
    assertThat(argmax.select(ROW, scored(0.5f, Float.NaN)).tied()).containsExactly(0);
    assertThat(argmax.select(ROW, scored(Float.NaN, Float.NaN)).detected()).isFalse();
  }

  @Test
  void zerosOfBothSignsAreEqualScores() {
    assertThat(MaskSelection.argmaxPredictedIou().select(ROW, scored(-0f, 0f)).tied())
        .containsExactly(0, 1);
  }

  @Test
  void ruleThatNeedsScoresRefusesMasksWithout() {
    for (MaskSelection selection : ALL) {
      if (selection.needsScores()) {
        assertThatIllegalStateException()
            .isThrownBy(() -> selection.selectUnscored(ROW, List.of(ROW)))
            .withMessageContaining(selection.name())
            .withMessageContaining("predicted IoU");
      } else {
        assertThat(selection.selectUnscored(ROW, List.of(ROW)).detected()).isTrue();
      }
    }
    assertThat(ALL).filteredOn(MaskSelection::needsScores).hasSize(1);
  }

  /** What a rule says of itself against what it does for objects at several places. */
  @Test
  void ruleKnowsWhetherItUsesTheReferenceAndAlwaysChooses() {
    List<Scored> pool = List.of(
        new Scored(Mask.of(10, 1, (x, y) -> x < 4), 0.5f),
        new Scored(Mask.of(10, 1, (x, y) -> x > 4 && x < 8), 0.6f));

    for (MaskSelection selection : ALL) {
      List<List<Integer>> chosen = IntStream.range(0, 10)
          .mapToObj(place -> Mask.of(10, 1, (x, y) -> x == place))
          .map(reference -> selection.select(reference, pool).indices())
          .toList();
      assertThat(selection.alwaysChooses())
          .as(selection.name())
          .isEqualTo(chosen.stream().noneMatch(List::isEmpty));
      // a rule of a threshold needs a better match than one pixel to choose anything
      List<Integer> exact = selection.select(pool.get(0).mask(), pool).indices();
      List<Integer> elsewhere = selection.select(pool.get(1).mask(), pool).indices();
      assertThat(selection.usesReference())
          .as(selection.name())
          .isEqualTo(!exact.equals(elsewhere));
    }
  }

  @Test
  void thresholdOutOfRangeIsRefused() {
    for (double threshold : new double[] {-0.1, 1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> MaskSelection.iouAboveBest(threshold))
          .withMessageContaining("[0, 1)")
          .withMessageContaining("threshold=" + threshold);
    }
  }

  @Test
  void maskOfAnotherSizeIsRefused() {
    for (MaskSelection selection : ALL) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> selection.select(ROW, List.of(new Scored(Mask.empty(9, 1), 1))))
          .withMessageContaining("same size");
    }
  }

  @Test
  void ruleIsFoundByTheNameItPrints() {
    Stream<MaskSelection> others = Stream.of(0.0, 0.3, 0.125, 0.9, 0.07, 1e-10)
        .flatMap(t -> Stream.of(MaskSelection.iouAboveUnion(t), MaskSelection.iouAboveBest(t)));

    Stream.concat(ALL.stream(), others)
        .forEach(selection -> assertThat(MaskSelection.named(selection.toString()))
            .isEqualTo(selection)
            .hasSameHashCodeAs(selection));

    assertThat(MaskSelection.iouAboveUnion(0.125)).hasToString("IOU_GT_0125_UNION");
    assertThat(MaskSelection.named("IOU_GT_0125_UNION")
            .selectUnscored(
                Mask.of(8, 1, (x, y) -> true),
                List.of(Mask.of(8, 1, (x, y) -> x == 0), Mask.of(8, 1, (x, y) -> x < 2)))
            .indices())
        .containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "best_iou",
        "IOU_GT_0250_UNION",
        "IOU_GT_100_BEST",
        "IOU_GT_03_UNION",
        "IOU_GT_0_BEST",
        "IOU_GT_025",
        "IOU_GT_0" + "12345678901234567890" + "_BEST"
      })
  void unknownNameListsTheKnownOnes(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MaskSelection.named(name))
        .withMessageContaining("BEST_IOU, BEST_DICE")
        .withMessageContaining("FIRST_CANDIDATE")
        .withMessageEndingWith("name=" + name);
  }

  @Test
  void namesAreUnlike() {
    assertThat(ALL).extracting(MaskSelection::name).doesNotHaveDuplicates();
    assertThat(ALL).containsAll(MaskSelection.paper());
  }

  @Test
  void bestByDiceIsBestByIouOnRandomMasks_seed3() {
    Random random = new Random(3);
    for (int run = 0; run < 200; run++) {
      Mask reference = noise(random);
      List<Mask> pool = Stream.generate(() -> noise(random)).limit(7).toList();

      MaskSelection.Selected byIou = MaskSelection.bestIou().selectUnscored(reference, pool);

      assertThat(MaskSelection.bestDice().selectUnscored(reference, pool)).isEqualTo(byIou);
      assertThat(byIou.tied()).contains(byIou.indices().get(0)).isSorted();
    }
  }

  /** Small masks, so that ties are common. */
  private static Mask noise(Random random) {
    int sevenths = random.nextInt(8);
    return Mask.of(3, 3, (x, y) -> random.nextInt(7) < sevenths);
  }

  @Test
  void choicesEqualTheOracle() throws IOException {
    for (JsonNode golden : MetricOracle.cases("selection_open.json")) {
      Mask reference = MetricOracle.mask(golden, "ref");
      List<Scored> pool = new ArrayList<>();
      for (JsonNode candidate : golden.get("candidates")) {
        Mask mask = MetricOracle.mask(golden.get("shape"), candidate.get("rle"));
        checkCounts(Overlap.between(reference, mask), candidate);
        assertThat(mask.area()).isEqualTo(candidate.get("pixels").asLong());
        pool.add(new Scored(mask, candidate.get("predicted_iou").floatValue()));
      }
      JsonNode rules = golden.get("expected");
      assertThat(rules.properties()).extracting(Map.Entry::getKey).hasSameSizeAs(ALL);
      for (MaskSelection selection : ALL) {
        JsonNode expected = rules.get(selection.name());
        assertThat(expected).as(selection.name()).isNotNull();
        MaskSelection.Selected selected =
            compare(selection, expected, "selected", "tied", reference, pool);
        assertThat(selected.mask().area())
            .isEqualTo(expected.get("union_pixels").asLong());
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
      List<Scored> pool = new ArrayList<>();
      slice
          .get("amg_masks")
          .forEach(mask -> pool.add(
              new Scored(columnMajor(mask.get("rle")), mask.get("predicted_iou").floatValue())));
      JsonNode rules = slice.get("selections");
      assertThat(rules).hasSize(8);
      for (Map.Entry<String, JsonNode> rule : rules.properties()) {
        compare(
            MaskSelection.named(rule.getKey()),
            rule.getValue(),
            "chosen",
            "all_tied",
            reference,
            pool);
      }
    }
  }

  private static MaskSelection.Selected compare(
      MaskSelection selection,
      JsonNode expected,
      String indices,
      String tied,
      Mask reference,
      List<Scored> pool) {
    MaskSelection.Selected selected = selection.select(reference, pool);

    assertThat(selected.indices())
        .as(selection.name())
        .containsExactlyElementsOf(integers(expected.get(indices)));
    assertThat(selected.detected()).isEqualTo(expected.get("detected").asBoolean());
    checkCounts(Overlap.between(reference, selected.mask()), expected);
    if (expected.has(tied)) {
      assertThat(selected.tied())
          .as(selection.name())
          .containsExactlyElementsOf(integers(expected.get(tied)));
    } else if (Stream.of("BEST_IOU", "BEST_DICE", "ARGMAX_PREDICTED_IOU")
        .anyMatch(selection.name()::equals)) {
      // for these rules the file omits masks that only tie with themselves
      assertThat(selected.tied()).as(selection.name()).isEqualTo(selected.indices());
    }
    return selected;
  }

  private static void checkCounts(Overlap overlap, JsonNode expected) {
    assertThat(overlap.truePositives()).isEqualTo(expected.get("tp").asLong());
    assertThat(overlap.falsePositives()).isEqualTo(expected.get("fp").asLong());
    assertThat(overlap.falseNegatives()).isEqualTo(expected.get("fn").asLong());
    MetricOracle.assertClose(overlap.dice(), expected.get("dice"), 1e-12, "dice");
    MetricOracle.assertClose(overlap.iou(), expected.get("iou"), 1e-12, "iou");
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
}
