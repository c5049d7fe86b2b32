// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.mask.LowResLogits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptTest {
  private static final LowResLogits LOGITS = LowResLogits.of(new float[256 * 256]);

  @Test
  void pointsStayInTheOrderTheyWereAdded() {
    Prompt prompt = Prompt.point(1, 2).andBackground(3, 4).andPoint(5, 6);

    assertThat(prompt.points())
        .containsExactly(
            new Prompt.Point(1, 2, true),
            new Prompt.Point(3, 4, false),
            new Prompt.Point(5, 6, true));
    assertThat(prompt.box()).isEmpty();
    assertThat(prompt.logits()).isEmpty();
    assertThat(prompt.isMultimask()).isFalse();
  }

  @Test
  void eachMethodReturnsANewPrompt() {
    Prompt prompt = Prompt.point(1, 2);

    assertThat(prompt.andPoint(3, 4).multimask().points()).hasSize(2);

    assertThat(prompt.points()).hasSize(1);
    assertThat(prompt.isMultimask()).isFalse();
  }

  @Test
  void listOfPointsIsCopied() {
    List<Prompt.Point> points = new ArrayList<>(List.of(new Prompt.Point(1, 2, true)));
    Prompt prompt = Prompt.points(points);

    points.clear();

    assertThat(prompt.points()).hasSize(1);
  }

  @Test
  void everythingAddedSoFarIsKept() {
    Prompt prompt =
        Prompt.point(1, 2).andBox(0, 0, 9, 8).andLogits(LOGITS).multimask().andBackground(3, 4);

    assertThat(prompt.points()).hasSize(2);
    assertThat(prompt.box()).contains(new Prompt.Box(0, 0, 9, 8));
    assertThat(prompt.logits()).containsSame(LOGITS);
    assertThat(prompt.isMultimask()).isTrue();
  }

  @Test
  void promptMayBeLogitsAlone() {
    Prompt prompt = Prompt.logits(LOGITS);

    assertThat(prompt.points()).isEmpty();
    assertThat(prompt.box()).isEmpty();
    assertThat(prompt.logits()).containsSame(LOGITS);
  }

  @Test
  @SuppressWarnings("NullAway") // passes null on purpose
  void nullIsRejectedAtOnce() {
    assertThatThrownBy(() -> Prompt.box(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("box");
    assertThatThrownBy(() -> Prompt.logits(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("logits");
    assertThatThrownBy(() -> Prompt.point(1, 2).andLogits(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("earlier");
  }

  @Test
  void noPointsAtAllAreRefused() {
    assertThatThrownBy(() -> Prompt.points(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one point");
  }

  @Test
  void secondBoxIsRefused() {
    Prompt prompt = Prompt.box(0, 0, 1, 1);

    assertThatThrownBy(() -> prompt.andBox(2, 2, 3, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("several prompts");
  }

  @Test
  void secondLogitsAreRefused() {
    Prompt prompt = Prompt.logits(LOGITS);

    assertThatThrownBy(() -> prompt.andLogits(LOGITS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("logits");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void coordinatesThatAreNotFiniteAreRefused(double value) {
    assertThatThrownBy(() -> Prompt.point(value, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("" + value);
    assertThatThrownBy(() -> Prompt.point(1, 1).andBackground(1, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("" + value);
    assertThatThrownBy(() -> Prompt.box(0, 0, 1, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("y1=" + value);
    assertThatThrownBy(() -> Prompt.box(value, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x0=" + value);
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource({"2, 0, 1, 1", "0, 2, 1, 1"})
  void boxWithItsCornersExchangedIsRefused(double x0, double y0, double x1, double y1) {
    assertThatThrownBy(() -> Prompt.box(x0, y0, x1, y1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x0=" + x0 + " y0=" + y0 + " x1=" + x1 + " y1=" + y1);
  }

  @Test
  void boxWithoutExtentIsAccepted() {
    assertThatCode(() -> Prompt.box(3, 3, 3, 3)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "({0}, {1}) on 10x5")
  @CsvSource({"-0.001, 0", "0, -1", "10, 0", "0, 5"})
  void pointOutsideOfTheImageIsRefused(double x, double y) {
    Prompt prompt = Prompt.point(1, 1).andBackground(x, y);

    assertThatThrownBy(() -> prompt.checkInside(10, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(" + x + ", " + y + ")")
        .hasMessageContaining("width=10 height=5");
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} on 10x5")
  @CsvSource({
    "-1, 0, 3, 3",
    "0, -0.5, 3, 3",
    "0, 0, 10.5, 3",
    "0, 0, 3, 6",
    "-9, -9, 99, 99",
    "-2, 1, 0, 3",
    "10, 5, 12, 7"
  })
  void boxThatReachesOutsideOfTheImageIsAccepted(double x0, double y0, double x1, double y1) {
    Prompt prompt = Prompt.box(x0, y0, x1, y1);

    assertThatCode(() -> prompt.checkInside(10, 5)).doesNotThrowAnyException();
  }

  @ParameterizedTest(name = "{0} {1} {2} {3} on 10x5")
  @CsvSource({
    "-3, 0, -0.5, 3",
    "0, -2, 3, -0.001",
    "10.5, 0, 12, 3",
    "0, 5.25, 3, 6",
    "11, 6, 12, 7"
  })
  void boxBesideTheImageIsRefused(double x0, double y0, double x1, double y1) {
    Prompt prompt = Prompt.box(x0, y0, x1, y1);

    assertThatThrownBy(() -> prompt.checkInside(10, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("boxes must meet the image")
        .hasMessageContaining("x1=" + x1)
        .hasMessageContaining("width=10 height=5");
  }

  @Test
  void cornersOfTheImageAreInside() {
    Prompt prompt = Prompt.point(0, 0).andPoint(9.99, 4.99).andBox(0, 0, 10, 5);

    assertThatCode(() -> prompt.checkInside(10, 5)).doesNotThrowAnyException();
  }

  @Test
  void textTellsPointsAndBox() {
    assertThat(Prompt.point(1, 2).andBox(0, 0, 3, 4).toString())
        .contains("x=1.0", "x1=3.0", "multimask=false");
  }
}
