// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RandomPointsTest {
  /** A 7 × 5 rectangle and a separate pixel. */
  private static final Mask OBJECT =
      Mask.of(17, 11, (x, y) -> (x >= 2 && x < 9 && y >= 3 && y < 8) || (x == 16 && y == 0));

  /** One of the three ways to draw points. */
  private interface Draw {
    RandomPoints points(Mask object, int count, long seed);
  }

  private static final Map<String, Draw> ALL = Map.of(
      "uniform", RandomPoints::uniform,
      "eroded by 1", (object, count, seed) -> RandomPoints.eroded(object, count, 1, seed),
      "row bands", RandomPoints::rowBands);

  @Test
  void pointsAreDifferentPixelsOfTheObjectAndAsManyAsAskedFor_seed17() {
    Random random = new Random(17);
    for (int run = 0; run < 200; run++) {
      Mask object = PromptOracle.noise(1 + random.nextInt(13), 1 + random.nextInt(11), 40, random);
      int count = 1 + random.nextInt(12);
      long seed = random.nextLong();
      ALL.forEach((name, draw) -> {
        RandomPoints sample = draw.points(object, count, seed);

        assertThat(sample.points())
            .as("%s, %s points of %s", name, count, object)
            .hasSize((int) Math.min(count, object.area()))
            .doesNotHaveDuplicates()
            .isSubsetOf(PromptOracle.pixels(object));
        assertThat(sample.requested()).isEqualTo(count);
        assertThat(sample.isComplete()).isEqualTo(object.area() >= count);
        assertThat(draw.points(object, count, seed)).isEqualTo(sample);
      });
    }
  }

  @Test
  void objectOfFewerPixelsGivesEachOnce() {
    ALL.forEach((name, draw) -> {
      RandomPoints sample = draw.points(OBJECT, 1000, 3);

      assertThat(sample.points())
          .as(name)
          .containsExactlyInAnyOrderElementsOf(PromptOracle.pixels(OBJECT));
      assertThat(sample.isComplete()).isFalse();
    });
  }

  @Test
  void emptyMaskGivesNoPoints() {
    ALL.forEach((name, draw) -> assertThat(draw.points(Mask.empty(4, 4), 2, 1))
        .as(name)
        .isEqualTo(new RandomPoints(List.of(), 2, 0)));
  }

  @Test
  void fewerUniformPointsAreTheBeginningOfMore() {
    List<Prompt.Point> ten = RandomPoints.uniform(OBJECT, 10, 8).points();

    assertThat(RandomPoints.uniform(OBJECT, 3, 8).points()).isEqualTo(ten.subList(0, 3));
  }

  /** These numbers were computed by another program, from the documented algorithms. */
  @Test
  void pointsOfASeedAreTheSameEverywhere_seed42() {
    assertThat(RandomPoints.uniform(OBJECT, 3, 42).points())
        .containsExactly(
            new Prompt.Point(8, 6, true),
            new Prompt.Point(5, 5, true),
            new Prompt.Point(4, 4, true));
  }

  /** 36 pixels, 3600 draws: each comes up about 100 times, give or take six sigma. */
  @Test
  void allPixelsAreEquallyLikely_seeds0To3599() {
    Map<Prompt.Point, Integer> first = new HashMap<>();
    Map<Prompt.Point, Integer> second = new HashMap<>();
    for (int seed = 0; seed < 3600; seed++) {
      List<Prompt.Point> points = RandomPoints.uniform(OBJECT, 2, seed).points();
      first.merge(points.get(0), 1, Integer::sum);
      second.merge(points.get(1), 1, Integer::sum);
    }

    for (Map<Prompt.Point, Integer> counts : List.of(first, second)) {
      assertThat(counts.keySet()).containsExactlyInAnyOrderElementsOf(PromptOracle.pixels(OBJECT));
      assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(40, 160));
    }
  }

  @Test
  void erodedPointsAreFartherFromTheBorderThanTheErosion() {
    // an erosion of 2 removes pixels at distance 2: the middle row of three pixels remains
    RandomPoints sample = RandomPoints.eroded(OBJECT, 3, 2, 1);

    assertThat(sample.points())
        .containsExactlyInAnyOrder(
            new Prompt.Point(4, 5, true),
            new Prompt.Point(5, 5, true),
            new Prompt.Point(6, 5, true));
    assertThat(sample.erosion()).isEqualTo(2);
  }

  @Test
  void erosionThatLeavesTooFewPixelsIsGivenUpAndTold() {
    RandomPoints tooFew = RandomPoints.eroded(OBJECT, 4, 2, 1);
    RandomPoints none = RandomPoints.eroded(OBJECT, 1, 3, 1);

    assertThat(tooFew).isEqualTo(RandomPoints.uniform(OBJECT, 4, 1));
    assertThat(tooFew.erosion()).isZero();
    assertThat(none).isEqualTo(RandomPoints.uniform(OBJECT, 1, 1));
    assertThat(RandomPoints.eroded(OBJECT, 1, Integer.MAX_VALUE, 1)).isEqualTo(none);
  }

  @Test
  void eachBandOfRowsHasOnePoint_seeds0To99() {
    // rows 0, 3, 4, 5, 6, 7 have pixels: bands 0 3, 4 5 and 6 7
    for (int seed = 0; seed < 100; seed++) {
      List<Prompt.Point> points = RandomPoints.rowBands(OBJECT, 3, seed).points();

      assertThat(points.get(0).y()).isIn(0.0, 3.0);
      assertThat(points.get(1).y()).isIn(4.0, 5.0);
      assertThat(points.get(2).y()).isIn(6.0, 7.0);
    }
  }

  @Test
  void unevenBandsDifferByOneRow_seeds0To99() {
    // six rows in four bands: 1, 2, 1, 2
    for (int seed = 0; seed < 100; seed++) {
      List<Prompt.Point> points = RandomPoints.rowBands(OBJECT, 4, seed).points();

      assertThat(points).hasSize(4);
      assertThat(points.get(0)).isEqualTo(new Prompt.Point(16, 0, true));
      assertThat(points.get(1).y()).isIn(3.0, 4.0);
      assertThat(points.get(2).y()).isEqualTo(5.0);
      assertThat(points.get(3).y()).isIn(6.0, 7.0);
    }
  }

  @Test
  void objectOfFewerRowsThanPointsHasOneInEachRowAndTheRestAnywhere_seeds0To49() {
    for (int seed = 0; seed < 50; seed++) {
      List<Prompt.Point> points = RandomPoints.rowBands(OBJECT, 9, seed).points();

      assertThat(points).hasSize(9).doesNotHaveDuplicates();
      assertThat(points.subList(0, 6))
          .extracting(Prompt.Point::y)
          .containsExactly(0.0, 3.0, 4.0, 5.0, 6.0, 7.0);
    }
  }

  @Test
  void impossibleNumbersAreRefused() {
    ALL.forEach((name, draw) -> assertThatIllegalArgumentException()
        .as(name)
        .isThrownBy(() -> draw.points(OBJECT, 0, 1))
        .withMessageContaining("count=0"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomPoints.eroded(OBJECT, 1, -1, 1))
        .withMessageContaining("erosion=-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RandomPoints(PromptOracle.pixels(OBJECT), 3, 0))
        .withMessageContaining("requested=3");
  }
}
