// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sam4j.eval.protocol.Protocols.Placement;
import io.github.sam4j.eval.protocol.Protocols.Prompts;
import io.github.sam4j.metrics.simulation.BoxJitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtocolsTest {
  @Test
  void everyStandardProtocolIsFoundByItsName() {
    assertThat(Protocols.names())
        .containsExactly("seeded", "box", "mazurowski", "clicks", "noc", "medsam");
    for (Protocol protocol : Protocols.standard(4)) {
      assertThat(Protocols.named(protocol.name(), 4)).isEqualTo(protocol);
      assertThat(Protocols.named(protocol.name(), 0))
          .as("the name tells the seed")
          .isEqualTo(protocol);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seeded-5-random-joint",
        "seeded-10-random-pooled",
        "seeded-1-mass-joint",
        "seeded-1-centre-pooled",
        "box-translate-0.1",
        "box-translate-and-scale-0.05",
        "box-outward-0.2",
        "box-outward-pixels-20.0",
        "clicks-5",
        "noc-single-mask",
        "noc-highest-predicted-iou"
      })
  void nameWithOptionsLeadsBackToThem(String name) {
    assertThat(Protocols.named(name, 0).name()).isEqualTo(name);
  }

  @Test
  void nameAndSeedGiveTheProtocol() {
    assertThat(Protocols.named("seeded-5-random-pooled", 3))
        .isEqualTo(new SeededProtocol(5, Placement.RANDOM, Prompts.POOLED, 3));
    assertThat(Protocols.named("box-outward-pixels-20", 3))
        .isEqualTo(Protocols.box(BoxJitter.outwardPixels(20), 3));
    assertThat(Protocols.named("clicks-5", 3)).isEqualTo(new IterativeClicks(5, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "seeded-5", "Box", "noc-first", "clicks-", "box-0.1", ""})
  void unknownNameListsTheKnownOnes(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Protocols.named(name, 0))
        .withMessageContaining("seeded, box, mazurowski, clicks, noc, medsam")
        .withMessageContaining("seeded-5-random-joint")
        .withMessageEndingWith("name=" + name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"seeded-5-centre-joint", "seeded-0-random-joint", "clicks-0", "box-translate-0.7"})
  void optionOutOfRangeIsRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Protocols.named(name, 0));
  }
}
