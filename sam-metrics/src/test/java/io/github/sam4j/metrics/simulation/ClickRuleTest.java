// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.simulation.ClickRule.NextClick;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ClickRuleTest {
  private static final Mask TRUTH = PromptOracle.drawn(
      "###......", //
      "###......",
      "###......");

  /** Misses the whole object, and adds a square of equal size elsewhere. */
  private static final Mask ELSEWHERE = Mask.of(9, 3, (x, y) -> x > 5);

  /** A square next to the object, so that missed and false pixels touch. */
  private static final Mask BESIDE = Mask.of(9, 3, (x, y) -> x > 2 && x < 6);

  @ParameterizedTest
  @EnumSource
  void noErrorGivesNoClick(ClickRule rule) {
    assertThat(rule.next(TRUTH, TRUTH, List.of())).isEmpty();
    assertThat(rule.next(Mask.empty(3, 3), Mask.empty(3, 3), List.of())).isEmpty();
  }

  @Test
  void ritmTieIsNegative() {
    NextClick click = ClickRule.RITM.next(TRUTH, ELSEWHERE, List.of()).orElseThrow();

    assertThat(click).isEqualTo(new NextClick(List.of(new Prompt.Point(7, 1, false)), 4, 4));
  }

  @Test
  void ritmClickedPixelCountsAsZeroOnBothSides() {
    List<Prompt.Point> clicked = new ArrayList<>(List.of(new Prompt.Point(7, 1, false)));

    NextClick second = ClickRule.RITM.next(TRUTH, ELSEWHERE, clicked).orElseThrow();
    clicked.add(second.first());
    NextClick third = ClickRule.RITM.next(TRUTH, ELSEWHERE, clicked).orElseThrow();

    assertThat(second).isEqualTo(new NextClick(List.of(new Prompt.Point(1, 1, true)), 4, 1));
    assertThat(third.missedSquaredDistance()).isEqualTo(1);
    assertThat(third.falseSquaredDistance()).isEqualTo(1);
    assertThat(third.first()).isEqualTo(new Prompt.Point(6, 0, false));
    assertThat(third.tied()).hasSize(8);
  }

  @Test
  void ritmHasNoClickWhenEveryWrongPixelIsClicked() {
    List<Prompt.Point> all = PromptOracle.pixels(TRUTH.or(ELSEWHERE));

    assertThat(ClickRule.RITM.next(TRUTH, ELSEWHERE, all)).isEmpty();
    assertThat(ClickRule.RITM.next(TRUTH, ELSEWHERE, all.subList(1, all.size())))
        .contains(new NextClick(List.of(new Prompt.Point(0, 0, true)), 1, 0));
  }

  @Test
  void ritmClickOfAFractionIsRoundedToAPixel() {
    List<Prompt.Point> clicked = List.of(new Prompt.Point(6.5, 1.49, false));

    assertThat(ClickRule.RITM.next(TRUTH, ELSEWHERE, clicked))
        .isEqualTo(ClickRule.RITM.next(TRUTH, ELSEWHERE, List.of(new Prompt.Point(7, 1, true))));
  }

  @Test
  void ritmClicksAreRememberedRightOfTheFirst64Columns() {
    Mask truth = Mask.of(131, 2, (x, y) -> x == 5 || x == 69 || x == 130);
    List<Prompt.Point> clicked = new ArrayList<>();

    for (Prompt.Point pixel : PromptOracle.pixels(truth)) {
      NextClick click = ClickRule.RITM.next(truth, truth.xor(truth), clicked).orElseThrow();
      assertThat(click.first()).isEqualTo(pixel);
      clicked.add(click.first());
    }

    assertThat(ClickRule.RITM.next(truth, truth.xor(truth), clicked)).isEmpty();
  }

  @Test
  void xorMapIgnoresTheBorderBetweenMissedAndFalsePixels() {
    NextClick click = ClickRule.XOR.next(TRUTH, BESIDE, List.of()).orElseThrow();

    assertThat(click.tied())
        .containsExactly(
            new Prompt.Point(1, 1, true),
            new Prompt.Point(2, 1, true),
            new Prompt.Point(3, 1, false),
            new Prompt.Point(4, 1, false));
    assertThat(click.missedSquaredDistance()).isEqualTo(4);
    assertThat(click.falseSquaredDistance()).isEqualTo(4);
    assertThat(ClickRule.XOR.next(TRUTH, BESIDE, List.of(click.first()))).contains(click);
  }

  @Test
  void randomClickIsOneOfTheTies_seeds0To49() {
    NextClick click = ClickRule.XOR.next(TRUTH, BESIDE, List.of()).orElseThrow();

    for (int seed = 0; seed < 50; seed++) {
      assertThat(click.tied()).contains(click.random(seed));
    }
    assertThat(click.random(4)).isEqualTo(click.random(4));
  }

  @ParameterizedTest
  @EnumSource
  void clickOutsideOfTheImageIsRefused(ClickRule rule) {
    for (Prompt.Point outside :
        List.of(new Prompt.Point(9, 0, true), new Prompt.Point(0, -0.51, true))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> rule.next(TRUTH, BESIDE, List.of(outside)))
          .withMessageContaining("(" + outside.x() + ", " + outside.y() + ")")
          .withMessageContaining("width=9 height=3");
    }
  }

  @ParameterizedTest
  @EnumSource
  void masksOfDifferentSizesAreRefused(ClickRule rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule.next(TRUTH, Mask.empty(9, 4), List.of()))
        .withMessageContaining("same size");
  }

  @ParameterizedTest
  @EnumSource
  void clicksAreOnErrorsAndRepairEverythingInTheEnd_seed31(ClickRule rule) {
    Random random = new Random(31);
    Mask truth = PromptOracle.noise(13, 11, 60, random);
    Mask prediction = PromptOracle.noise(13, 11, 40, random);
    List<Prompt.Point> clicked = new ArrayList<>();
    long errors = truth.xor(prediction).area();

    Optional<NextClick> next = rule.next(truth, prediction, clicked);
    while (next.isPresent()) {
      Prompt.Point click = next.get().first();
      assertThat(truth.get((int) click.x(), (int) click.y())).isEqualTo(click.foreground());
      assertThat(prediction.get((int) click.x(), (int) click.y())).isNotEqualTo(click.foreground());
      clicked.add(click);
      // a model that corrects exactly the clicked pixels
      prediction =
          prediction.xor(Mask.of(13, 11, (x, y) -> x == (int) click.x() && y == (int) click.y()));
      next = rule.next(truth, prediction, clicked);
    }

    assertThat(prediction).isEqualTo(truth);
    assertThat(clicked).hasSize((int) errors);
  }

  @Test
  void ritmClicksEqualTheOracle() throws IOException {
    for (PromptOracle.Case golden : PromptOracle.cases()) {
      Mask mask = golden.mask();
      Mask empty = Mask.empty(mask.width(), mask.height());
      checkRitm(
          golden.name(),
          ClickRule.RITM.next(mask, empty, List.of()),
          golden.expected().get("ritm_first_click_for_empty_prediction"));

      List<Prompt.Point> clicked = new ArrayList<>();
      JsonNode clicks = golden.expected().get("ritm_next_clicks_for_prediction").get("clicks");
      assertThat(clicks).hasSize(3);
      for (JsonNode expected : clicks) {
        Optional<NextClick> click = ClickRule.RITM.next(mask, golden.prediction(), clicked);
        checkRitm(golden.name(), click, expected);
        click.map(NextClick::first).ifPresent(clicked::add);
      }
    }
  }

  private static void checkRitm(String name, Optional<NextClick> found, JsonNode expected) {
    assertThat(found.isEmpty()).as(name).isEqualTo(expected.get("no_error_left").asBoolean());
    if (found.isEmpty()) {
      // where the rule as published would click at the first pixel of the image
      assertThat(expected.get("number_of_ties").asInt()).isZero();
      return;
    }
    NextClick click = found.get();
    Prompt.Point place = PromptOracle.point(expected.get("yx"));
    assertThat(click.first())
        .as(name)
        .isEqualTo(
            new Prompt.Point(place.x(), place.y(), expected.get("positive").asBoolean()));
    assertThat(click.missedSquaredDistance())
        .isEqualTo(expected.get("fn_max_squared_distance").asInt());
    assertThat(click.falseSquaredDistance())
        .isEqualTo(expected.get("fp_max_squared_distance").asInt());
    assertThat(click.tied()).hasSize(expected.get("number_of_ties").asInt());
  }

  @Test
  void xorClicksEqualTheOracle() throws IOException {
    for (PromptOracle.Case golden : PromptOracle.cases()) {
      Mask mask = golden.mask();
      JsonNode expected = golden.expected().get("xor_error_click");
      Optional<NextClick> found = ClickRule.XOR.next(mask, golden.prediction(), List.of());

      assertThat(mask.xor(golden.prediction()).area())
          .isEqualTo(expected.get("error_pixels").asLong());
      assertThat(found.isEmpty()).isEqualTo(expected.get("positive").isNull());
      assertThat(found
              .map(c -> Math.max(c.missedSquaredDistance(), c.falseSquaredDistance()))
              .orElse(0))
          .as(golden.name())
          .isEqualTo(expected.get("max_squared_distance").asInt());
      found.ifPresent(click -> {
        assertThat(click.first().foreground())
            .isEqualTo(expected.get("positive").asBoolean());
        // the file lists 50 at most
        assertThat(click.tied().stream()
                .limit(50)
                .map(tie -> new Prompt.Point(tie.x(), tie.y(), true)))
            .containsExactlyElementsOf(PromptOracle.points(expected.get("all_ties_yx")));
      });
    }
  }
}
