// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BoxJitterTest {
  private static final int WIDTH = 101;
  private static final int HEIGHT = 67;

  /** 20 columns and 10 rows in the middle of the image. */
  private static final Mask OBJECT =
      Mask.of(WIDTH, HEIGHT, (x, y) -> x >= 40 && x < 60 && y >= 30 && y < 40);

  private static final Prompt.Box TIGHT = new Prompt.Box(40, 30, 59, 39);

  private static final List<BoxJitter> ALL = List.of(
      BoxJitter.translate(0.1),
      BoxJitter.translate(0.5),
      BoxJitter.translateAndScale(0.05),
      BoxJitter.translateAndScale(0.5),
      BoxJitter.outward(0.2),
      BoxJitter.outward(30),
      BoxJitter.outwardPixels(7.5),
      BoxJitter.outwardPixels(1000));

  private static List<Prompt.Box> boxes(BoxJitter jitter, Mask object, int seeds) {
    return LongStream.range(0, seeds)
        .mapToObj(seed -> jitter.around(object, seed).orElseThrow())
        .toList();
  }

  @Test
  void sameSeedGivesTheSameBox() {
    for (BoxJitter jitter : ALL) {
      assertThat(jitter.around(OBJECT, 5)).as(jitter.name()).isEqualTo(jitter.around(OBJECT, 5));
    }
    assertThat(BoxJitter.translate(0.1).around(OBJECT, 5))
        .isNotEqualTo(BoxJitter.translate(0.1).around(OBJECT, 6));
  }

  /** These numbers were computed by another program, from the documented algorithms. */
  @Test
  void boxOfASeedIsTheSameEverywhere_seed42() {
    assertThat(BoxJitter.translate(0.1).around(OBJECT, 42))
        .contains(new Prompt.Box(
            38.42234033410912, 29.956525706550924, 57.42234033410912, 38.95652570655092));
  }

  @Test
  void emptyMaskHasNoBox() {
    for (BoxJitter jitter : ALL) {
      assertThat(jitter.around(Mask.empty(5, 5), 1)).as(jitter.name()).isEmpty();
    }
  }

  @Test
  void noAmountGivesTheTightBox() {
    for (BoxJitter.Model model : BoxJitter.Model.values()) {
      assertThat(new BoxJitter(model, 0).around(OBJECT, 3)).as("%s", model).contains(TIGHT);
    }
  }

  @Test
  void translatedBoxKeepsItsSizeWithinTheShare_seeds0To999() {
    List<Prompt.Box> boxes = boxes(BoxJitter.translate(0.2), OBJECT, 1000);

    assertThat(boxes).allSatisfy(box -> {
      assertThat(box.x1() - box.x0()).isCloseTo(19, within(1e-12));
      assertThat(box.y1() - box.y0()).isCloseTo(9, within(1e-12));
      assertThat(box.x0()).isBetween(40 - 4.0, 40 + 4.0);
      assertThat(box.y0()).isBetween(30 - 2.0, 30 + 2.0);
    });
    assertUniform(boxes, Prompt.Box::x0, 36, 44);
    assertUniform(boxes, Prompt.Box::y0, 28, 32);
  }

  @Test
  void translatedBoxStopsAtTheEdgeOfTheImage_seeds0To199() {
    Mask corner = Mask.of(WIDTH, HEIGHT, (x, y) -> x < 20 && y >= HEIGHT - 10);

    List<Prompt.Box> boxes = boxes(BoxJitter.translate(0.2), corner, 200);

    assertThat(boxes).allSatisfy(box -> {
      assertThat(box.x0()).isBetween(0.0, 4.0);
      assertThat(box.x1() - box.x0()).isCloseTo(19, within(1e-12));
      assertThat(box.y1()).isBetween(HEIGHT - 3.0, HEIGHT - 1.0);
      assertThat(box.y1() - box.y0()).isCloseTo(9, within(1e-12));
    });
    assertThat(boxes).anyMatch(box -> box.x0() == 0).anyMatch(box -> box.x0() > 1);
  }

  @Test
  void scaledBoxChangesItsSizeAndItsCentreWithinTheShare_seeds0To999() {
    List<Prompt.Box> boxes = boxes(BoxJitter.translateAndScale(0.1), OBJECT, 1000);

    // extents count pixels, so they are one more than the edges are apart
    assertUniform(boxes, box -> box.x1() - box.x0() + 1, 18, 22);
    assertUniform(boxes, box -> box.y1() - box.y0() + 1, 9, 11);
    assertUniform(boxes, box -> (box.x0() + box.x1()) / 2, 47.5, 51.5);
    assertUniform(boxes, box -> (box.y0() + box.y1()) / 2, 33.5, 35.5);
  }

  @Test
  void outwardBoxMovesEachSideOnItsOwn_seeds0To999() {
    List<Prompt.Box> byShare = boxes(BoxJitter.outward(0.2), OBJECT, 1000);
    List<Prompt.Box> byPixels = boxes(BoxJitter.outwardPixels(5), OBJECT, 1000);

    assertUniform(byShare, Prompt.Box::x0, 36, 40);
    assertUniform(byShare, Prompt.Box::y0, 28, 30);
    assertUniform(byShare, Prompt.Box::x1, 59, 63);
    assertUniform(byShare, Prompt.Box::y1, 39, 41);
    assertUniform(byPixels, Prompt.Box::x0, 35, 40);
    assertUniform(byPixels, Prompt.Box::y0, 25, 30);
    assertUniform(byPixels, Prompt.Box::x1, 59, 64);
    assertUniform(byPixels, Prompt.Box::y1, 39, 44);
  }

  /** Of 1000 numbers in a range, each tenth of it must hold about 100; 160 is six sigma away. */
  private static void assertUniform(
      List<Prompt.Box> boxes, ToDoubleFunction<Prompt.Box> number, double lowest, double highest) {
    int[] tenths = new int[10];
    for (Prompt.Box box : boxes) {
      double value = number.applyAsDouble(box);
      assertThat(value).isBetween(lowest - 1e-12, highest + 1e-12);
      int tenth = (int) (10 * (value - lowest) / (highest - lowest));
      tenths[Math.max(0, Math.min(9, tenth))]++;
    }
    for (int tenth : tenths) {
      assertThat(tenth).isBetween(40, 160);
    }
  }

  @Test
  void boxIsInsideTheImageAndTouchesTheObject_seeds0To99() {
    List<Mask> objects = List.of(
        OBJECT,
        Mask.of(WIDTH, HEIGHT, (x, y) -> true),
        Mask.of(WIDTH, HEIGHT, (x, y) -> x == 0 && y == 0),
        Mask.of(WIDTH, HEIGHT, (x, y) -> x == WIDTH - 1 && y == 30),
        Mask.of(WIDTH, HEIGHT, (x, y) -> y == HEIGHT - 1),
        Mask.of(1, 1, (x, y) -> true));
    for (Mask object : objects) {
      Prompt.Box tight = ObjectBoxes.tight(object).orElseThrow();
      for (BoxJitter jitter : ALL) {
        assertThat(boxes(jitter, object, 100)).as("%s of %s", jitter, object).allSatisfy(box -> {
          Prompt.box(box).checkInside(object.width(), object.height());
          assertThat(box.x1()).isBetween(box.x0(), object.width() - 1.0);
          assertThat(box.y1()).isBetween(box.y0(), object.height() - 1.0);
          // half a pixel on either side belongs to it
          assertThat(box.x0() - 0.5).isLessThanOrEqualTo(tight.x1() + 0.5);
          assertThat(box.x1() + 0.5).isGreaterThanOrEqualTo(tight.x0() - 0.5);
          assertThat(box.y0() - 0.5).isLessThanOrEqualTo(tight.y1() + 0.5);
          assertThat(box.y1() + 0.5).isGreaterThanOrEqualTo(tight.y0() - 0.5);
        });
      }
    }
  }

  @Test
  void singlePixelMovesByAFractionOfItself_seeds0To99() {
    Mask pixel = Mask.of(9, 9, (x, y) -> x == 4 && y == 4);

    assertThat(boxes(BoxJitter.translate(0.1), pixel, 100)).allSatisfy(box -> {
      assertThat(box.x1()).isEqualTo(box.x0());
      assertThat(box.x0()).isBetween(3.9, 4.1);
    });
    assertThat(boxes(BoxJitter.translateAndScale(0.1), pixel, 100))
        .allSatisfy(box -> assertThat(box.x1() - box.x0()).isBetween(0.0, 0.1))
        .anyMatch(box -> box.x1() == box.x0())
        .anyMatch(box -> box.x1() > box.x0());
  }

  @Test
  void nameTellsModelAndAmount() {
    assertThat(ALL).extracting(BoxJitter::name).doesNotHaveDuplicates();
    assertThat(BoxJitter.translateAndScale(0.05)).hasToString("translate and scale 0.05");
    assertThat(BoxJitter.outwardPixels(20).name()).isEqualTo("outward pixels 20.0");
  }

  @Test
  void impossibleAmountIsRefused() {
    for (double amount : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> BoxJitter.outward(amount))
          .withMessageContaining("amount=" + amount);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoxJitter.translate(0.51))
        .withMessageContaining("[0, 0.5]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BoxJitter.translateAndScale(0.51))
        .withMessageContaining("amount=0.51");
  }
}
