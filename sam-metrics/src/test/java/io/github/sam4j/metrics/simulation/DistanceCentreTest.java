// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Components;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The oracle's {@code opencv_mask5_all_ties_yx} is not checked: it lists the pixels that an
 * approximate transform would allow, whereas this one is exact; they agree only by chance.
 */
final class DistanceCentreTest {
  @Test
  void emptyMaskHasNoCentre() {
    assertThat(DistanceCentre.of(Mask.empty(4, 4))).isEmpty();
  }

  @Test
  void singlePixelIsItsOwnCentre() {
    DistanceCentre centre =
        DistanceCentre.of(Mask.of(4, 4, (x, y) -> x == 3 && y == 0)).orElseThrow();

    assertThat(centre).isEqualTo(new DistanceCentre(List.of(new Prompt.Point(3, 0, true)), 1));
  }

  @Test
  void edgeOfTheImageIsABorder() {
    // were outside of the image set, the last column would be the centre
    Mask atTheEdge = Mask.of(9, 9, (x, y) -> x > 3);

    assertThat(DistanceCentre.of(atTheEdge).orElseThrow().tied())
        .containsExactly(
            new Prompt.Point(6, 2, true),
            new Prompt.Point(6, 3, true),
            new Prompt.Point(6, 4, true),
            new Prompt.Point(6, 5, true),
            new Prompt.Point(6, 6, true));
  }

  @Test
  void randomTieIsOneOfTheTiesAndAllOccur_seeds0To99() {
    DistanceCentre centre = DistanceCentre.of(Mask.of(7, 4, (x, y) -> true)).orElseThrow();
    Set<Prompt.Point> seen = new HashSet<>();

    for (int seed = 0; seed < 100; seed++) {
      seen.add(centre.random(seed));
      assertThat(centre.random(seed)).isEqualTo(centre.random(seed));
    }

    assertThat(seen).containsExactlyInAnyOrderElementsOf(centre.tied()).hasSizeGreaterThan(5);
  }

  @Test
  void centreWithoutAPixelIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DistanceCentre(List.of(), 1))
        .withMessageContaining("tied=[]");
  }

  @Test
  void centresEqualTheOracle() throws IOException {
    for (PromptOracle.Case golden : PromptOracle.cases()) {
      if (golden.hasObject()) {
        DistanceCentre ofPart = Components.eightConnected(golden.mask())
            .largest()
            .flatMap(DistanceCentre::of)
            .orElseThrow();
        JsonNode part = golden.expected().get("centre_max_distance");
        checkFirst(golden.name(), ofPart, part);
        assertThat(ofPart.tied()).isEqualTo(PromptOracle.points(part.get("all_ties_yx")));
        assertThat(Math.sqrt(ofPart.squaredDistance()))
            .isCloseTo(part.get("max_distance").asDouble(), within(1e-12));

        DistanceCentre ofWhole = DistanceCentre.of(golden.mask()).orElseThrow();
        JsonNode whole = golden.expected().get("centre_max_distance_whole_mask");
        checkFirst(golden.name(), ofWhole, whole);
        assertThat(ofWhole.tied()).hasSize(whole.get("number_of_ties").asInt());
      }
    }
  }

  private static void checkFirst(String name, DistanceCentre centre, JsonNode expected) {
    assertThat(centre.first()).as(name).isEqualTo(PromptOracle.point(expected.get("first_yx")));
    assertThat(centre.squaredDistance())
        .isEqualTo(expected.get("max_squared_distance").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"hippocampus_001", "spleen_2"})
  void centresAndBoxesOfStoredSlicesEqualTheReference(String id) throws IOException {
    JsonNode slices =
        SharedData.json("golden/protocol/open/" + id + "/slices.json").get("slices");
    for (JsonNode slice : slices) {
      Mask object = columnMajor(slice.get("object_rle"));
      JsonNode seeded = slice.get("seeded");

      DistanceCentre centre = DistanceCentre.of(object).orElseThrow();

      assertThat(centre.squaredDistance())
          .isEqualTo(seeded.get("distance_squared").asInt());
      assertThat(centre.first()).isEqualTo(ofXy(seeded.get("point_xy")));
      assertThat(centre.tied())
          .containsExactlyElementsOf(
              StreamSupport.stream(seeded.get("all_tied_points_xy").spliterator(), false)
                  .map(DistanceCentreTest::ofXy)
                  .toList());
      assertThat(ObjectBoxes.tight(object))
          .contains(PromptOracle.box(slice.get("box").get("box_xyxy")));
    }
  }

  /** These points are [column, row]. */
  private static Prompt.Point ofXy(JsonNode xy) {
    return new Prompt.Point(xy.get(0).asInt(), xy.get(1).asInt(), true);
  }

  private static Mask columnMajor(JsonNode rle) {
    int[] counts = SharedData.integers(rle.get("counts"));
    return RunLengths.ofCounts(
            rle.get("size").get(1).asInt(), rle.get("size").get(0).asInt(), counts)
        .toMask();
  }
}
