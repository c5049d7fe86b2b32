// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PromptOracleTest {
  /** Fails if a later version of the file contains values that no test checks. */
  @Test
  void everyKeyOfTheOracleIsKnown() throws IOException {
    Set<String> keys = PromptOracle.cases().stream()
        .flatMap(golden -> golden.expected().properties().stream())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));

    assertThat(keys)
        .containsExactlyInAnyOrder(
            // LargestComponentsTest
            "components_4",
            "components_8",
            "sizes_4_descending",
            "sizes_8_descending",
            "largest_component_8",
            "top3_components_8",
            "box_largest_component_inclusive_xyxy",
            "if_the_last_tied_component_were_chosen",
            // DistanceCentreTest
            "centre_max_distance",
            "centre_max_distance_whole_mask",
            // CentreOfMassTest
            "centre_of_mass_whole_mask",
            "centre_of_mass_largest_component",
            // ObjectBoxesTest
            "box_whole_mask_inclusive_xyxy",
            // ClickRuleTest
            "ritm_first_click_for_empty_prediction",
            "ritm_next_clicks_for_prediction",
            "xor_error_click",
            // not checked: see DistanceCentreTest
            "opencv_mask5_all_ties_yx",
            // words on the empty mask, for which ObjectBoxesTest expects nothing
            "note");
  }
}
