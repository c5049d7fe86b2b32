// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Components;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CentreOfMassTest {
  @Test
  void emptyMaskHasNoCentre() {
    assertThat(CentreOfMass.of(Mask.empty(4, 4))).isEmpty();
  }

  @Test
  void halvesAreRoundedAsTheModeSays() {
    // columns 2 and 3, rows 1 and 2
    CentreOfMass centre = CentreOfMass.of(
            Mask.of(5, 5, (x, y) -> (x == 2 || x == 3) && (y == 1 || y == 2)))
        .orElseThrow();

    assertThat(centre.x()).isEqualTo(2.5);
    assertThat(centre.y()).isEqualTo(1.5);
    assertThat(centre.rounded(RoundingMode.HALF_UP)).isEqualTo(new Prompt.Point(3, 2, true));
    assertThat(centre.rounded(RoundingMode.HALF_EVEN)).isEqualTo(new Prompt.Point(2, 2, true));
    assertThat(centre.rounded(RoundingMode.DOWN)).isEqualTo(new Prompt.Point(2, 1, true));
  }

  /** The mean of the columns is just below a half, but rounds to a half as a double. */
  @Test
  void roundingLooksAtTheSumsNotAtTheirQuotient() {
    long count = 1L << 60;
    CentreOfMass centre = new CentreOfMass(count / 2 - 1, count / 2, count);

    assertThat(centre.x()).isEqualTo(0.5);
    assertThat(centre.rounded(RoundingMode.HALF_UP)).isEqualTo(new Prompt.Point(0, 1, true));
  }

  @Test
  void nearestPixelsOfARingAreOnAllFourSides() {
    Mask ring = PromptOracle.drawn(
        ".###.", //
        "#...#", "#...#", "#...#", ".###.");

    List<Prompt.Point> nearest = CentreOfMass.of(ring).orElseThrow().nearestIn(ring);

    assertThat(nearest)
        .containsExactly(
            new Prompt.Point(2, 0, true),
            new Prompt.Point(0, 2, true),
            new Prompt.Point(4, 2, true),
            new Prompt.Point(2, 4, true));
  }

  @Test
  void nearestPixelInANarrowerMaskIsFound() {
    CentreOfMass centre = new CentreOfMass(90, 2, 10);

    assertThat(centre.nearestIn(Mask.of(4, 2, (x, y) -> true)))
        .containsExactly(new Prompt.Point(3, 0, true));
    assertThat(centre.nearestIn(Mask.empty(4, 2))).isEmpty();
  }

  @Test
  void nearestPixelsEqualASearchOfAllPixels_seed21() {
    Random random = new Random(21);
    for (int run = 0; run < 300; run++) {
      Mask mask = PromptOracle.noise(1 + random.nextInt(31), 1 + random.nextInt(29), 30, random);
      if (!mask.isEmpty()) {
        CentreOfMass centre = CentreOfMass.of(mask).orElseThrow();
        long least = PromptOracle.pixels(mask).stream()
            .mapToLong(pixel -> scaledSquare(pixel, centre))
            .min()
            .orElseThrow();

        assertThat(centre.nearestIn(mask))
            .as("%s, seed 21 run %s", mask, run)
            .containsExactlyElementsOf(PromptOracle.pixels(mask).stream()
                .filter(pixel -> scaledSquare(pixel, centre) == least)
                .toList());
      }
    }
  }

  private static long scaledSquare(Prompt.Point pixel, CentreOfMass centre) {
    long dx = centre.count() * (long) pixel.x() - centre.sumX();
    long dy = centre.count() * (long) pixel.y() - centre.sumY();
    return dx * dx + dy * dy;
  }

  @Test
  void impossibleSumsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CentreOfMass(1, 1, 0))
        .withMessageContaining("count=0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CentreOfMass(-1, 1, 1))
        .withMessageContaining("sumX=-1");
  }

  @Test
  void centresEqualTheOracle() throws IOException {
    for (PromptOracle.Case golden : PromptOracle.cases()) {
      if (golden.hasObject()) {
        JsonNode expected = golden.expected();
        check(golden.name(), golden.mask(), expected.get("centre_of_mass_whole_mask"));
        check(
            golden.name(),
            Components.eightConnected(golden.mask()).largest().orElseThrow(),
            expected.get("centre_of_mass_largest_component"));
      }
    }
  }

  private static void check(String name, Mask object, JsonNode expected) {
    CentreOfMass centre = CentreOfMass.of(object).orElseThrow();
    Prompt.Point halfUp = centre.rounded(RoundingMode.HALF_UP);

    assertThat(centre)
        .as(name)
        .isEqualTo(new CentreOfMass(
            expected.get("sum_x").asLong(),
            expected.get("sum_y").asLong(),
            expected.get("n").asLong()));
    assertThat(centre.y()).isCloseTo(expected.get("yx").get(0).asDouble(), within(1e-12));
    assertThat(centre.x()).isCloseTo(expected.get("yx").get(1).asDouble(), within(1e-12));
    assertThat(halfUp).isEqualTo(PromptOracle.point(expected.get("half_up_yx")));
    assertThat(centre.rounded(RoundingMode.HALF_EVEN))
        .isEqualTo(PromptOracle.point(expected.get("half_even_yx")));
    assertThat(centre.rounded(RoundingMode.DOWN))
        .isEqualTo(PromptOracle.point(expected.get("truncated_yx")));
    assertThat(object.get((int) halfUp.x(), (int) halfUp.y()))
        .isEqualTo(expected.get("inside_mask_half_up").asBoolean());
    assertThat(centre.nearestIn(object))
        .as(name)
        .isEqualTo(PromptOracle.points(expected.get("nearest_foreground_yx_all")));
  }
}
