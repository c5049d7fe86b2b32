// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.dataset.Dataset.LabelledCase;
import io.github.sam4j.io.volume.Intensity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class DatasetTest {
  private static Dataset dataset(
      Map<Integer, String> labels, List<Intensity> intensities, String... cases) {
    return new Dataset(
        "task",
        List.of(),
        new TreeMap<>(labels),
        intensities,
        Stream.of(cases)
            .map(id -> new LabelledCase(id, Path.of(id, "image"), Path.of(id, "label")))
            .toList(),
        List.of());
  }

  private static Dataset labelled(Map<Integer, String> labels) {
    return dataset(labels, List.of(Intensity.minMaxVolume()), "a");
  }

  @Test
  void labelsHaveNumbersFromOne() {
    assertThat(labelled(Map.of(1, "liver", 300, "spleen")).labels()).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> labelled(Map.of(0, "background", 1, "liver")))
        .withMessage("labels must have numbers from 1, got 0 for background");
    assertThatIllegalArgumentException().isThrownBy(() -> labelled(Map.of(-1, "liver")));
  }

  @Test
  void labelsHaveNames() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> labelled(Map.of(1, "liver", 2, " \t")))
        .withMessage("labels must have names, got a blank one for label 2");
  }

  @Test
  void onlyASingleLabelIsNamedAsAllTogether() {
    assertThat(labelled(Map.of(2, "foreground")).labels()).containsEntry(2, "foreground");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> labelled(Map.of(1, "liver", 2, "foreground")))
        .withMessageContainingAll("foreground", "{1=liver, 2=foreground}");
  }

  @Test
  void lastIntensityStandsForFurtherChannels() {
    Dataset two = dataset(Map.of(), List.of(Intensity.lung(), Intensity.minMaxSlice()), "a");

    assertThat(two.intensity(0)).isEqualTo(Intensity.lung());
    assertThat(two.intensity(1)).isEqualTo(Intensity.minMaxSlice());
    assertThat(two.intensity(7)).isEqualTo(Intensity.minMaxSlice());
    assertThatThrownBy(() -> two.intensity(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dataset(Map.of(), List.of(), "a"))
        .withMessageContaining("intensities");
  }

  @Test
  void firstCasesAreAtMostThoseThereAre() {
    Dataset three = dataset(Map.of(1, "liver"), List.of(Intensity.minMaxVolume()), "a", "b", "c");

    assertThat(three.firstCases(2).cases()).isEqualTo(three.cases().subList(0, 2));
    assertThat(three.firstCases(9)).isEqualTo(three);
    assertThat(three.firstCases(0).cases()).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> three.firstCases(-1))
        .withMessage("count of cases must be at least 0, got -1");
  }
}
