// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelSpecTest {
  @Test
  void presetHasTheNumbersOfThePublishedModels() {
    ModelSpec spec = ModelSpec.sam1();

    assertThat(spec.frameSide()).isEqualTo(1024);
    assertThat(spec.gridSide()).isEqualTo(64);
    assertThat(spec.tokens()).isEqualTo(4096);
    assertThat(spec.logitSide()).isEqualTo(256);
    assertThat(spec.resize()).isEqualTo(ModelSpec.Resize.LONGEST_SIDE);
    assertThat(List.of(spec.pixelMean(0), spec.pixelMean(1), spec.pixelMean(2)))
        .containsExactly(123.675f, 116.28f, 103.53f);
    assertThat(List.of(spec.pixelDeviation(0), spec.pixelDeviation(1), spec.pixelDeviation(2)))
        .containsExactly(58.395f, 57.12f, 57.375f);
    assertThat(spec.highResolutionSides()).isEmpty();
  }

  @Test
  void builderOfADescriptionKeepsEverythingThatIsNotSet() {
    ModelSpec spec = ModelSpec.builder(512, 32)
        .resize(ModelSpec.Resize.STRETCH)
        .pixelMean(1, 2, 3)
        .pixelDeviation(4, 5, 6)
        .highResolutionSides(List.of(64, 128))
        .build();

    assertThat(spec.toBuilder().build()).isEqualTo(spec).hasSameHashCodeAs(spec);
    assertThat(
            spec.toBuilder().gridSide(16).highResolutionSides(List.of()).build().logitSide())
        .isEqualTo(64);
  }

  @Test
  void everyPropertyTellsDescriptionsApart() {
    ModelSpec.Builder other = ModelSpec.sam1().toBuilder();
    List<ModelSpec> all = List.of(
        ModelSpec.sam1(),
        other.frameSide(512).build(),
        other.gridSide(32).build(),
        other.resize(ModelSpec.Resize.STRETCH).build(),
        other.pixelMean(1, 2, 3).build(),
        other.pixelDeviation(1, 2, 3).build(),
        other.highResolutionSides(List.of(64)).build());

    assertThat(all).doesNotHaveDuplicates();
    assertThat(all.stream().map(ModelSpec::toString)).doesNotHaveDuplicates();
  }

  @ParameterizedTest(name = "frame {0}, grid {1}")
  @CsvSource({"1000, 64", "64, 64", "0, 64", "-256, 64", "8192, 64"})
  void frameThatDoesNotFitTheLogitsIsRefused(int frame, int grid) {
    assertThatThrownBy(() -> ModelSpec.builder(frame, grid).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("multiple of the 256 logits of gridSide=64")
        .hasMessageContaining("got " + frame);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "257", "536870912"})
  void gridOutOfRangeIsRefused(int grid) {
    assertThatThrownBy(() -> ModelSpec.builder(1024, grid).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("gridSide must be in [1, 256], got " + grid);
  }

  @ParameterizedTest(name = "mean {0}, deviation {1}")
  @CsvSource({"NaN, 1", "Infinity, 1", "1, 0.0", "1, -1.0", "1, NaN", "1, Infinity"})
  void pixelValuesOutOfRangeAreRefused(float mean, float deviation) {
    ModelSpec.Builder builder =
        ModelSpec.builder(1024, 64).pixelMean(0, 0, mean).pixelDeviation(1, 1, deviation);

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mean=" + mean + " deviation=" + deviation)
        .hasMessageContaining("channel=2");
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({"64, 128", "128, 128", "256, 128", "128, 512", "100, 200"})
  void featureMapsThatDoNotRiseFromTheGridAreRefused(int first, int second) {
    ModelSpec.Builder builder =
        ModelSpec.builder(1024, 64).highResolutionSides(List.of(first, second));

    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[" + first + ", " + second + "]");
  }
}
