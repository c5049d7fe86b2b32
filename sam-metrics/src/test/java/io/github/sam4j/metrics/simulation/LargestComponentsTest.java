// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Components;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LargestComponentsTest {
  @Test
  void partsComeByFallingSizeThenByFirstPixel() {
    Components parts = Components.fourConnected(PromptOracle.drawn(
        ".#..##.#", //
        ".....#.#",
        "###.....",
        "......#."));

    List<Mask> largest = parts.largest(4);

    assertThat(largest).extracting(Mask::area).containsExactly(3L, 3L, 2L, 1L);
    assertThat(largest.get(0).get(4, 0)).isTrue();
    assertThat(largest.get(1).get(0, 2)).isTrue();
    assertThat(largest.get(3).get(1, 0)).isTrue();
    assertThat(parts.largest()).contains(largest.get(0));
    assertThat(parts.tiedForLargest()).containsExactly(largest.get(0), largest.get(1));
  }

  @Test
  void emptyMaskHasNoParts() {
    Components none = Components.eightConnected(Mask.empty(3, 3));

    assertThat(none.largest()).isEmpty();
    assertThat(none.tiedForLargest()).isEmpty();
    assertThat(none.largest(3)).isEmpty();
  }

  @Test
  void limitBelowOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Components.eightConnected(Mask.empty(3, 3)).largest(0))
        .withMessageContaining("limit=0");
  }

  @Test
  void allPartsTogetherAreTheMask_seed5() {
    Random random = new Random(5);
    for (int run = 0; run < 20; run++) {
      Mask mask = PromptOracle.noise(31, 17, 5 + 4 * run, random);

      List<Mask> parts = Components.eightConnected(mask).largest(Integer.MAX_VALUE);

      assertThat(parts.stream().reduce(Mask.empty(31, 17), Mask::or)).isEqualTo(mask);
      assertThat(parts.stream().mapToLong(Mask::area).sum()).isEqualTo(mask.area());
      assertThat(parts.stream().map(part -> -part.area())).isSorted();
    }
  }

  @Test
  void componentsEqualTheOracle() throws IOException {
    for (PromptOracle.Case golden : PromptOracle.cases()) {
      check(golden, Components.eightConnected(golden.mask()), "8");
      check(golden, Components.fourConnected(golden.mask()), "4");
    }
  }

  private static void check(PromptOracle.Case golden, Components found, String neighbours) {
    JsonNode parts = golden.expected().get("components_" + neighbours);
    assertThat(found.count()).as(golden.name()).isEqualTo(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      checkPart(found.mask(i), parts.get(i));
      assertThat(ObjectBoxes.tight(found.mask(i)))
          .contains(PromptOracle.box(parts.get(i).get("box_inclusive_xyxy")));
    }
    int[] sizes = SharedData.integers(golden.expected().get("sizes_" + neighbours + "_descending"));
    assertThat(found.largest(Integer.MAX_VALUE).stream().mapToInt(part -> (int) part.area()))
        .as(golden.name())
        .containsExactly(Arrays.stream(sizes).boxed().toArray(Integer[]::new));
  }

  private static void checkPart(Mask part, JsonNode expected) {
    assertThat(part.area()).isEqualTo(expected.get("size").asLong());
    assertThat(PromptOracle.pixels(part).get(0))
        .isEqualTo(PromptOracle.point(expected.get("first_pixel_yx")));
  }

  @Test
  void largestPartsEqualTheOracle() throws IOException {
    for (PromptOracle.Case golden : PromptOracle.cases()) {
      if (golden.hasObject()) {
        Components parts = Components.eightConnected(golden.mask());
        JsonNode largest = golden.expected().get("largest_component_8");
        Mask found = parts.largest().orElseThrow();
        checkPart(found, largest);
        assertThat(parts.tiedForLargest())
            .hasSize(largest.get("tied_components").asInt());
        assertThat(ObjectBoxes.tight(found))
            .contains(
                PromptOracle.box(golden.expected().get("box_largest_component_inclusive_xyxy")));
        checkThree(golden, parts.largest(3));
      }
    }
  }

  private static void checkThree(PromptOracle.Case golden, List<Mask> found) {
    JsonNode expected = golden.expected().get("top3_components_8");
    assertThat(found).as(golden.name()).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      JsonNode part = expected.get(i);
      DistanceCentre centre = DistanceCentre.of(found.get(i)).orElseThrow();
      assertThat(found.get(i).area()).isEqualTo(part.get("size").asLong());
      assertThat(centre.first()).isEqualTo(PromptOracle.point(part.get("first_yx")));
      assertThat(centre.tied()).hasSize(part.get("number_of_ties").asInt());
      assertThat(ObjectBoxes.tight(found.get(i)))
          .contains(PromptOracle.box(part.get("box_inclusive_xyxy")));
    }
  }

  @Test
  void lastOfTiedPartsIsWhatPublishedCodeTakes() throws IOException {
    int checked = 0;
    for (PromptOracle.Case golden : PromptOracle.cases()) {
      JsonNode expected = golden.expected().get("if_the_last_tied_component_were_chosen");
      if (expected != null) {
        List<Mask> tied = Components.eightConnected(golden.mask()).tiedForLargest();
        Mask last = tied.get(tied.size() - 1);
        Prompt.Point centre = DistanceCentre.of(last).orElseThrow().first();
        assertThat(PromptOracle.pixels(last).get(0))
            .isEqualTo(PromptOracle.point(expected.get("first_pixel_yx")));
        assertThat(centre).isEqualTo(PromptOracle.point(expected.get("first_yx")));
        assertThat(ObjectBoxes.tight(last))
            .contains(PromptOracle.box(expected.get("box_inclusive_xyxy")));
        checked++;
      }
    }
    assertThat(checked).isEqualTo(1);
  }
}
