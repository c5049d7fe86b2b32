// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.ModelSpec;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PromptBatchTest {
  private static final LowResLogits LOGITS = LowResLogits.of(new float[256 * 256]);

  /** Doubles every coordinate. */
  private static final FrameResize TWICE = FrameResize.of(ModelSpec.sam1(), 512, 256);

  @Test
  void paddingPointFollowsPointsWithoutABox() {
    Prompt prompt = Prompt.point(1, 2).andBackground(3, 4);

    PromptBatch batch = PromptBatch.of(List.of(prompt), TWICE);

    assertThat(batch.points()).isEqualTo(3);
    assertThat(batch.coords()).containsExactly(2, 4, 6, 8, 0, 0);
    assertThat(batch.labels()).containsExactly(1, 0, -1);
  }

  @Test
  void boxAloneIsItsTwoCorners() {
    PromptBatch batch = PromptBatch.of(List.of(Prompt.box(10, 20, 30, 40)), TWICE);

    assertThat(batch.points()).isEqualTo(2);
    assertThat(batch.coords()).containsExactly(20, 40, 60, 80);
    assertThat(batch.labels()).containsExactly(2, 3);
  }

  @Test
  void boxThatReachesOutsideOfTheImageIsNotClipped() {
    PromptBatch batch = PromptBatch.of(List.of(Prompt.box(-10, -0.5, 600, 300)), TWICE);

    assertThat(batch.coords()).containsExactly(-20, -1, 1200, 600);
  }

  @Test
  void cornersOfTheBoxFollowThePointsWithoutPadding() {
    Prompt prompt = Prompt.box(10, 20, 30, 40).andBackground(11, 12).andPoint(13, 14);

    PromptBatch batch = PromptBatch.of(List.of(prompt), TWICE);

    assertThat(batch.points()).isEqualTo(4);
    assertThat(batch.coords()).containsExactly(22, 24, 26, 28, 20, 40, 60, 80);
    assertThat(batch.labels()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void logitsAloneHaveNoPoints() {
    PromptBatch batch = PromptBatch.of(List.of(Prompt.logits(LOGITS)), TWICE);

    assertThat(batch.points()).isZero();
    assertThat(batch.coords()).isEmpty();
    assertThat(batch.labels()).isEmpty();
    assertThat(batch.logits()).containsExactly(LOGITS);
  }

  @Test
  void logitsDoNotChangeThePoints() {
    PromptBatch batch = PromptBatch.of(List.of(Prompt.point(1, 2).andLogits(LOGITS)), TWICE);

    assertThat(batch.labels()).containsExactly(1, -1);
    assertThat(batch.logits()).hasSize(1);
  }

  @Test
  void promptsFollowEachOther() {
    List<Prompt> prompts = List.of(Prompt.point(1, 2), Prompt.point(3, 4), Prompt.point(5, 6));

    PromptBatch batch = PromptBatch.of(prompts, TWICE);

    assertThat(batch.prompts()).isEqualTo(3);
    assertThat(batch.coords()).containsExactly(2, 4, 0, 0, 6, 8, 0, 0, 10, 12, 0, 0);
    assertThat(batch.labels()).containsExactly(1, -1, 1, -1, 1, -1);
  }

  @Test
  void axesScaleByTheirOwnSides() {
    FrameResize resize = FrameResize.of(ModelSpec.sam1(), 1800, 1200);

    PromptBatch batch = PromptBatch.of(List.of(Prompt.point(900, 600)), resize);

    assertThat(batch.coords()[0]).isEqualTo((float) (900 * 1024.0 / 1800));
    assertThat(batch.coords()[1]).isEqualTo((float) (600 * (683.0 / 1200)));
  }

  @Test
  void onePointAndABoxWithoutPointHaveTheSameNumberOfTokensAndGoTogether() {
    List<Prompt> prompts = List.of(Prompt.point(1, 2), Prompt.box(3, 4, 5, 6));

    PromptBatch batch = PromptBatch.of(prompts, TWICE);

    assertThat(batch.labels()).containsExactly(1, -1, 2, 3);
  }

  static Stream<Arguments> mixedForms() {
    return Stream.of(
        Arguments.of(Prompt.point(1, 2), Prompt.point(1, 2).andPoint(3, 4)),
        Arguments.of(Prompt.point(1, 2), Prompt.point(1, 2).andLogits(LOGITS)),
        Arguments.of(Prompt.logits(LOGITS), Prompt.box(1, 2, 3, 4).andLogits(LOGITS)),
        Arguments.of(Prompt.box(1, 2, 3, 4), Prompt.box(1, 2, 3, 4).andPoint(2, 3)));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @MethodSource("mixedForms")
  void promptsOfDifferentFormsAreRefused(Prompt first, Prompt second) {
    assertThatThrownBy(() -> PromptBatch.of(List.of(first, second), TWICE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("points=" + PromptBatch.Form.of(first).points())
        .hasMessageContaining("points=" + PromptBatch.Form.of(second).points());
  }

  @Test
  void noPromptsAtAllAreRefused() {
    assertThatThrownBy(() -> PromptBatch.of(List.of(), TWICE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one prompt");
  }
}
