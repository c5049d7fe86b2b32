// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.ScoreTable.Estimate;
import io.github.sam4j.eval.result.ScoreTable.VolumeScore;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.statistics.SliceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ScoreTableTest {
  private static final Offset<Double> EXACT = within(1e-12);

  private static SliceScore score(int slice, String selection, Overlap overlap, boolean detected) {
    return score("case", slice, selection, overlap, detected);
  }

  private static SliceScore score(
      String caseId, int slice, String selection, Overlap overlap, boolean detected) {
    return new SliceScore(
        new SliceId("task", caseId, slice, 10),
        new Series("task", "foreground", "automatic", selection, 0),
        "",
        3,
        detected ? List.of(0, 2) : List.of(),
        Float.NaN,
        overlap,
        Map.of());
  }

  @Test
  void missCountsZeroInMeansAndIsLeftOutOfDetectedOnes() {
    ScoreTable table = ScoreTable.of(List.of(
        score(1, "BEST_IOU", new Overlap(10, 0, 0, 5), true),
        score(2, "BEST_IOU", new Overlap(0, 0, 10, 5), false)));

    ScoreTable.Row row = table.rows().get(0);
    assertThat(row.slices()).isEqualTo(2);
    assertThat(row.detected()).isEqualTo(1);
    assertThat(row.detectedFraction()).isEqualTo(0.5);
    assertThat(row.dice().mean()).isEqualTo(0.5);
    assertThat(row.dice().median()).isEqualTo(0.5);
    assertThat(row.dicePos().mean()).isEqualTo(1);
    assertThat(row.dicePos().n()).isEqualTo(1);
    assertThat(row.pooled().dice()).isEqualTo(20.0 / 30);
  }

  @Test
  void detectionBesideTheObjectIsADetectedZero() {
    ScoreTable table = ScoreTable.of(List.of(
        score(1, "BEST_IOU", new Overlap(10, 0, 0, 5), true),
        score(2, "BEST_IOU", new Overlap(0, 5, 10, 0), true),
        score(3, "BEST_IOU", new Overlap(0, 0, 10, 5), false)));

    ScoreTable.Row row = table.rows().get(0);
    assertThat(row.detected()).isEqualTo(2);
    assertThat(row.dice().mean()).isCloseTo(1.0 / 3, EXACT);
    assertThat(row.dicePos().mean()).isEqualTo(0.5);
    assertThat(row.iouPos().mean()).isEqualTo(0.5);
  }

  @Test
  void textHasScoresInPercentAndTheFirstAndLastClick() {
    assertThat(ScoreTable.of(List.of(
                score(1, "BEST_IOU", new Overlap(10, 0, 10, 5), true),
                click(1, new Overlap(10, 0, 10, 5)),
                click(2, new Overlap(15, 0, 5, 5)),
                click(3, new Overlap(20, 0, 0, 5))))
            .toText())
        .isEqualTo("""
            task  object      protocol   selection  slices  detected  Dice mean  Dice median  Dice_pos  IoU mean
            ----------------------------------------------------------------------------------------------------
            task  foreground  automatic  BEST_IOU        1   100.0 %     66.7 %       66.7 %    66.7 %    50.0 %

            task  object      protocol  selection  slices  clicks     Dice      IoU
            -----------------------------------------------------------------------
            task  foreground  clicks    CLICKS          1       1   66.7 %   50.0 %
            task  foreground  clicks    CLICKS          1       3  100.0 %  100.0 %
            """);
  }

  private static SliceScore click(int number, Overlap overlap) {
    return new SliceScore(
        new SliceId("task", "case", 1, 10),
        new Series("task", "foreground", "clicks", "CLICKS", number),
        "",
        1,
        List.of(0),
        Float.NaN,
        overlap,
        Map.of());
  }

  @Test
  void nothingDetectedLeavesDetectedMeansUndefined() {
    ScoreTable table =
        ScoreTable.of(List.of(score(1, "IOU_GT_050_UNION", new Overlap(0, 0, 4, 5), false)));

    assertThat(table.rows().get(0).dicePos().mean()).isNaN();
    assertThat(table.rows().get(0).dicePos().n()).isZero();
    assertThat(table.rows().get(0).dice().mean()).isZero();
    assertThat(table.toText()).contains("IOU_GT_050_UNION").contains(" -  ");
  }

  @Test
  void sliceWithoutTheObjectCountsByItself() {
    ScoreTable table = ScoreTable.of(List.of(
        score(1, "BEST_IOU", new Overlap(10, 0, 0, 5), true),
        score(2, "BEST_IOU", new Overlap(0, 4, 0, 11), true),
        score(3, "BEST_IOU", new Overlap(0, 0, 0, 15), false)));

    ScoreTable.Row row = table.rows().get(0);
    assertThat(row.slices()).isEqualTo(1);
    assertThat(row.dice().mean()).isEqualTo(1);
    assertThat(row.pooled().dice()).isEqualTo(1);
    assertThat(row.negatives()).isEqualTo(2);
    assertThat(row.falsePositives()).isEqualTo(1);
    assertThat(row.pooledAll().dice()).isEqualTo(20.0 / 24);
    assertThat(row.volumeDice().mean()).isEqualTo(20.0 / 24);
  }

  @Test
  void withoutAnySliceOfTheObjectNothingIsTold() {
    ScoreTable table = ScoreTable.of(List.of(score(2, "BEST_IOU", new Overlap(0, 3, 0, 12), true)));

    assertThat(table.rows().get(0).slices()).isZero();
    assertThat(table.rows().get(0).dice().mean()).isNaN();
    assertThat(table.rows().get(0).detectedFraction()).isNaN();
    assertThat(table.toText()).doesNotContain("NaN");
  }

  @Test
  void finalOutcomesLeaveOutSlicesWithoutTheObject() {
    ScoreTable table = ScoreTable.of(List.of(
        score(1, "BEST_IOU", new Overlap(0, 3, 0, 12), true),
        score(2, "BEST_IOU", new Overlap(3, 0, 1, 12), true)));

    assertThat(table.finalOutcomes())
        .containsOnlyKeys(table.rows().get(0).series())
        .allSatisfy((series, outcomes) ->
            assertThat(outcomes).extracting(SliceTable.Outcome::slice).containsExactly(2));
  }

  @Test
  void volumesWeighAlikeHoweverManySlicesTheyHave() {
    ScoreTable table = ScoreTable.of(List.of(
        score("a", 0, "BEST_IOU", new Overlap(10, 0, 0, 5), true),
        score("b", 0, "BEST_IOU", new Overlap(0, 0, 10, 5), false),
        score("b", 1, "BEST_IOU", new Overlap(5, 0, 5, 5), true)));

    ScoreTable.Row row = table.rows().get(0);
    assertThat(row.dice().mean()).isCloseTo((1 + 0 + 10.0 / 15) / 3, EXACT);
    assertThat(row.volumeDice().n()).isEqualTo(2);
    assertThat(row.volumeDice().mean()).isCloseTo((1 + 10.0 / 25) / 2, EXACT);
    assertThat(row.volumeDice().median()).isCloseTo((1 + 10.0 / 25) / 2, EXACT);
    assertThat(table.volumes())
        .extracting(VolumeScore::caseId, VolumeScore::slices, VolumeScore::detected)
        .containsExactly(tuple("a", 1, 1), tuple("b", 2, 1));
    assertThat(table.volumes().get(1).meanDice()).isCloseTo(10.0 / 15 / 2, EXACT);
  }

  @Test
  void rowsComeInOrderOfFirstAppearance() {
    ScoreTable table = ScoreTable.of(List.of(
        score(1, "BEST_IOU", new Overlap(10, 0, 0, 5), true),
        score(1, "ALL_UNION", new Overlap(10, 0, 0, 5), true),
        score(2, "BEST_IOU", new Overlap(10, 0, 0, 5), true)));

    assertThat(table.rows())
        .extracting(row -> row.series().selection())
        .containsExactly("BEST_IOU", "ALL_UNION");
  }

  @Test
  void sliceScoredTwiceIsRefusedWithItsSeries() {
    SliceScore twice = score(1, "BEST_IOU", new Overlap(10, 0, 0, 5), true);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoreTable.of(List.of(twice, twice)))
        .withMessageContaining("BEST_IOU")
        .withMessageContaining("slice=1");
  }

  @Test
  void pixelsOfNoChosenMaskAreRefused() {
    SliceScore impossible = score(1, "BEST_IOU", new Overlap(10, 0, 0, 5), false);

    assertThatIllegalArgumentException().isThrownBy(() -> ScoreTable.of(List.of(impossible)));
  }

  @Test
  void surfaceDiceIsOverSlicesThatHaveOne() {
    List<SliceScore> scores = new ArrayList<>();
    double[] surfaces = {0.5, Double.NaN, 1};
    for (int slice = 0; slice < surfaces.length; slice++) {
      SliceScore plain = score(slice, "MEDSAM_BOX", new Overlap(10, 0, 0, 5), true);
      scores.add(new SliceScore(
          plain.slice(),
          plain.series(),
          "",
          1,
          List.of(0),
          0.5f,
          plain.overlap(),
          Map.of(ScoreKey.SURFACE_DICE, surfaces[slice])));
    }

    Estimate surfaceDice = ScoreTable.of(scores).rows().get(0).score(ScoreKey.SURFACE_DICE);
    assertThat(surfaceDice.n()).isEqualTo(2);
    assertThat(surfaceDice.mean()).isEqualTo(0.75);
  }

  @Test
  void intervalSurroundsTheMeanAndNarrowsWithTheNumberOfSlices() {
    double few = width(random(20));
    double many = width(random(2000));

    // a uniform score has standard deviation 0.289: 1.96 standard errors to each side
    assertThat(many).isCloseTo(2 * 1.96 * 0.289 / Math.sqrt(2000), within(0.003));
    assertThat(few).isGreaterThan(5 * many);
  }

  @Test
  void intervalOfEqualScoresIsAPoint() {
    Estimate dice = ScoreTable.of(List.of(
            score(1, "BEST_IOU", new Overlap(10, 0, 10, 5), true),
            score(2, "BEST_IOU", new Overlap(20, 0, 20, 5), true)))
        .rows()
        .get(0)
        .dice();

    assertThat(dice.lower()).isEqualTo(dice.upper()).isEqualTo(20.0 / 30);
  }

  @Test
  void sameScoresGiveTheSameIntervals() {
    assertThat(ScoreTable.of(random(50)).rows())
        .isEqualTo(ScoreTable.of(random(50)).rows());
  }

  @Test
  void resamplesCanBeChosen() {
    ScoreTable.Builder builder = ScoreTable.builder().resamples(50);
    random(30).forEach(builder::add);

    assertThat(builder.build().bootstrap().resamples()).isEqualTo(50);
    assertThat(builder.build().bootstrap().seed()).isEqualTo(ScoreTable.SEED);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.resamples(1));
  }

  /** Scores whose IoU is uniform in [0, 1). */
  private static List<SliceScore> random(int count) {
    Random random = new Random(5);
    List<SliceScore> scores = new ArrayList<>();
    for (int slice = 0; slice < count; slice++) {
      int common = random.nextInt(1000);
      scores.add(score(slice, "BEST_IOU", new Overlap(common, 0, 1000 - common, 5), true));
    }
    return scores;
  }

  private static double width(List<SliceScore> scores) {
    Estimate iou = ScoreTable.of(scores).rows().get(0).iou();
    assertThat(iou.mean()).isBetween(iou.lower(), iou.upper());
    return iou.upper() - iou.lower();
  }
}
