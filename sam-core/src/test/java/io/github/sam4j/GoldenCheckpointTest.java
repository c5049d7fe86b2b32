// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small random ViT SAM, straight from its checkpoint, against the reference implementation:
 * embedding, logits and predicted IoU of a point, a box, and a mask prompt.
 */
final class GoldenCheckpointTest {
  private static final String FOLDER = "golden/vit_random/";

  @ParameterizedTest
  @ValueSource(strings = {"sam_vit_micro_random.pth", "sam_vit_micro_random_legacy.pth"})
  void checkpointAnswersAsTheReference(String file) throws IOException {
    Path checkpoint = SharedData.require(FOLDER + file);
    SamModel model = SamModels.checkpoint(checkpoint);
    try (SamSegmenter sam = SamSegmenter.builder(model).threads(2).build()) {
      GoldenPrompts.RANDOM.compare(sam, FOLDER, 3);

      assertThat(sam.runtime().encoderSha256()).isEqualTo(sam.runtime().decoderSha256());
    }
  }

  @Test
  void damagedWeightsAreToldWithTheNameOfTheirFile(@TempDir Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(SharedData.require(FOLDER + "sam_vit_micro_random.pth"));
    bytes[bytes.length / 2] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.pth"), bytes);
    SamModel model = SamModels.checkpoint(damaged);

    assertThatThrownBy(() -> SamSegmenter.builder(model).build())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(damaged + ": wrong CRC-32 of the ");
    assertThatThrownBy(() -> model.export(folder.resolve("exported")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(damaged + ": wrong CRC-32 of the ");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(damaged);
    }
  }
}
