// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.io.volume.Intensity;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MsdTaskTest {
  @ParameterizedTest
  @CsvSource({
    "Task01_BrainTumour, BRAIN_TUMOUR",
    "Task02_Heart, HEART",
    "Task10_Colon, COLON",
    "Task003_Liver, LIVER",
    "Task08_HepaticVessel, HEPATIC_VESSEL",
    "BRATS, BRAIN_TUMOUR",
    "PROSTATE, PROSTATE",
    "colon cancer, COLON",
    "hippocampus, HIPPOCAMPUS",
  })
  void tasksAreRecognisedByName(String name, MsdTask task) {
    assertThat(MsdTask.named(name)).contains(task);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Task05_ProstateX", "Task11_Liver", "Task05", "Task5", "", "Kidney"})
  void otherTasksAreNot(String name) {
    assertThat(MsdTask.named(name)).isEmpty();
  }

  @Test
  void everyTaskIsRecognisedByItsFolder() {
    assertThat(Stream.of(
                "Task01_BrainTumour",
                "Task02_Heart",
                "Task03_Liver",
                "Task04_Hippocampus",
                "Task05_Prostate",
                "Task06_Lung",
                "Task07_Pancreas",
                "Task08_HepaticVessel",
                "Task09_Spleen",
                "Task10_Colon")
            .map(folder -> MsdTask.named(folder).orElseThrow()))
        .containsExactly(MsdTask.values());
  }

  @Test
  void labelsAndChannelsAreThoseOfTheTable() {
    assertThat(MsdTask.LIVER.labels())
        .containsExactly(Map.entry(1, "liver"), Map.entry(2, "tumour"));
    assertThat(MsdTask.BRAIN_TUMOUR.modalities()).containsExactly("FLAIR", "T1w", "T1gd", "T2w");
    assertThat(MsdTask.PROSTATE.modalities()).containsExactly("T2", "ADC");
  }

  @Test
  void windowsAreForCtOnly() {
    for (MsdTask task : MsdTask.values()) {
      Intensity expected = switch (task) {
        case BRAIN_TUMOUR, HEART, HIPPOCAMPUS, PROSTATE -> Intensity.minMaxVolume();
        case LUNG -> Intensity.lung();
        default -> Intensity.softTissue();
      };
      assertThat(task.intensity()).as(task.name()).isEqualTo(expected);
    }
  }
}
