// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ObjectBoxesTest {
  private static final Mask MASK = Mask.of(20, 10, (x, y) -> x >= 3 && x <= 7 && y >= 6);

  @Test
  void tightBoxIncludesItsLastPixels() {
    assertThat(ObjectBoxes.tight(MASK)).contains(new Prompt.Box(3, 6, 7, 9));
  }

  @Test
  void marginEndsAtTheImage() {
    assertThat(ObjectBoxes.withMargin(MASK, 0)).isEqualTo(ObjectBoxes.tight(MASK));
    assertThat(ObjectBoxes.withMargin(MASK, 2.5)).contains(new Prompt.Box(0.5, 3.5, 9.5, 9));
    assertThat(ObjectBoxes.withMargin(MASK, 100)).contains(new Prompt.Box(0, 0, 19, 9));
  }

  @Test
  void emptyMaskHasNoBox() {
    assertThat(ObjectBoxes.tight(Mask.empty(3, 3))).isEmpty();
    assertThat(ObjectBoxes.withMargin(Mask.empty(3, 3), 2)).isEmpty();
  }

  @Test
  void impossibleMarginIsRefused() {
    for (double pixels : new double[] {-0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ObjectBoxes.withMargin(MASK, pixels))
          .withMessageContaining("pixels=" + pixels);
    }
  }

  @Test
  void boxesEqualTheOracle() throws IOException {
    for (PromptOracle.Case golden : PromptOracle.cases()) {
      if (golden.hasObject()) {
        assertThat(ObjectBoxes.tight(golden.mask()))
            .as(golden.name())
            .contains(PromptOracle.box(golden.expected().get("box_whole_mask_inclusive_xyxy")));
      } else {
        assertThat(ObjectBoxes.tight(golden.mask())).isEmpty();
        assertThat(DistanceCentre.of(golden.mask())).isEmpty();
        assertThat(CentreOfMass.of(golden.mask())).isEmpty();
      }
    }
  }
}
