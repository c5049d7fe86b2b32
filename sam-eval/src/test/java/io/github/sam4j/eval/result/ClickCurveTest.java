// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.eval.protocol.StandardProtocols;
import io.github.sam4j.eval.result.ScoreTable.ClickCurve;
import io.github.sam4j.eval.result.ScoreTable.NumberOfClicks;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.statistics.SliceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ClickCurveTest {
  private final List<SliceScore> scores = new ArrayList<>();

  /** Adds a slice whose object has 1000 pixels, of which each click finds so many. */
  private void sample(String caseId, int slice, String selection, int... found) {
    for (int i = 0; i < found.length; i++) {
      scores.add(new SliceScore(
          new SliceId("task", caseId, slice, 10),
          new Series(
              "task", "foreground", selection.equals("NOC") ? "noc" : "clicks", selection, i + 1),
          "",
          1,
          List.of(0),
          0.5f,
          new Overlap(found[i], 0, 1000 - found[i], 0),
          Map.of()));
    }
  }

  private ClickCurve curve() {
    List<ClickCurve> curves = ScoreTable.of(scores).clickCurves();
    assertThat(curves).hasSize(1);
    return curves.get(0);
  }

  private List<NumberOfClicks> numbers() {
    ScoreTable.Builder table = ScoreTable.builder(StandardProtocols.descriptions());
    scores.forEach(table::add);
    return table.build().numbersOfClicks();
  }

  @Test
  void pointsAreMeansOverAllSamples() {
    sample("a", 0, "CLICKS", 500, 600);
    sample("b", 0, "CLICKS", 100, 1000);

    assertThat(curve().samples()).isEqualTo(2);
    assertThat(curve().points())
        .extracting(ClickCurve.Point::iou)
        .containsExactly((0.5 + 0.1) / 2, (0.6 + 1) / 2);
    assertThat(curve().points().get(0).dice())
        .isCloseTo((1000.0 / 1500 + 200.0 / 1100) / 2, within(1e-12));
  }

  @Test
  void finalOutcomesAreThoseOfTheLastClickOfEachSlice() {
    sample("a", 0, "NOC", 950);
    sample("a", 1, "NOC", 100, 300, 500);

    assertThat(ScoreTable.of(scores).finalOutcomes())
        .containsOnlyKeys(new Series("task", "foreground", "noc", "NOC", 3))
        .allSatisfy((series, outcomes) -> assertThat(outcomes)
            .extracting(SliceTable.Outcome::slice, outcome -> outcome.overlap().truePositives())
            .containsExactly(tuple(0, 950L), tuple(1, 500L)));
  }

  @Test
  void lastPredictionStandsForLaterClicks() {
    sample("a", 0, "NOC", 950);
    sample("a", 1, "NOC", 100, 300, 500);

    assertThat(curve().series().clicks()).isEqualTo(3);
    assertThat(curve().points())
        .extracting(ClickCurve.Point::iou)
        .containsExactly((0.95 + 0.1) / 2, (0.95 + 0.3) / 2, (0.95 + 0.5) / 2);
    assertThat(curve().points()).extracting(ClickCurve.Point::clicked).containsExactly(2, 1, 1);
  }

  @Test
  void equalSlicesOfDifferentCasesAreDifferentSamples() {
    sample("a", 3, "CLICKS", 500);
    sample("b", 3, "CLICKS", 500);

    assertThat(curve().samples()).isEqualTo(2);
  }

  @Test
  void selectionsHaveCurvesOfTheirOwn() {
    sample("a", 0, "CLICKS", 500, 600);
    sample("a", 0, "CLICKS_ORACLE", 700, 800);

    assertThat(ScoreTable.of(scores).clickCurves())
        .extracting(curve -> curve.series().selection())
        .containsExactly("CLICKS", "CLICKS_ORACLE");
    assertThat(numbers()).isEmpty();
  }

  @Test
  void withoutClicksThereIsNoCurve() {
    scores.add(new SliceScore(
        new SliceId("task", "a", 0, 10),
        new Series("task", "foreground", "box", "BOX", 0),
        "",
        1,
        List.of(0),
        0.5f,
        new Overlap(1, 0, 0, 0),
        Map.of()));

    assertThat(ScoreTable.of(scores).clickCurves()).isEmpty();
  }

  @Test
  void numberOfClicksIsTheFirstThatReachesTheTarget() {
    sample("a", 0, "NOC", 100, 799, 820, 905);
    sample("a", 1, "NOC", 860, 400, 900);

    assertThat(numbers())
        .extracting(NumberOfClicks::mean)
        .containsExactly((3 + 1) / 2.0, (4 + 1) / 2.0, (4 + 3) / 2.0);
    assertThat(numbers()).extracting(NumberOfClicks::unreached).containsOnly(0);
  }

  @Test
  void exactlyTheTargetIsReached() {
    sample("a", 0, "NOC", 800, 850, 900);

    assertThat(numbers()).extracting(NumberOfClicks::mean).containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void neverReachedCountsTwentyAndIsTold() {
    sample("a", 0, "NOC", 300, 700);
    sample("a", 1, "NOC", 810);

    assertThat(numbers())
        .extracting(NumberOfClicks::mean)
        .containsExactly((20 + 1) / 2.0, 20.0, 20.0);
    assertThat(numbers()).extracting(NumberOfClicks::unreached).containsExactly(1, 2, 2);
    assertThat(numbers()).extracting(NumberOfClicks::samples).containsOnly(2);
    assertThat(numbers())
        .extracting(NumberOfClicks::target)
        .containsExactly(
            IouThreshold.atLeast(4, 5), IouThreshold.atLeast(17, 20), IouThreshold.atLeast(9, 10));
  }

  @Test
  void targetReachedAtTheTwentiethClickIsReached() {
    int[] found = new int[20];
    found[19] = 900;
    sample("a", 0, "NOC", found);

    assertThat(numbers()).extracting(NumberOfClicks::mean).containsOnly(20.0);
    assertThat(numbers()).extracting(NumberOfClicks::unreached).containsOnly(0);
  }
}
