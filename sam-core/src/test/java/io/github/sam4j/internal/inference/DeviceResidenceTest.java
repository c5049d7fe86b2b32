// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.TinySam;
import io.github.sam4j.internal.ort.DeviceOnlyMemory;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.TinyWeights;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.network.GridGraphs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stays on the device from an image to its masks, and how little comes back. */
final class DeviceResidenceTest {
  private static final int PIXELS = 256 * 256;

  private static DeviceOnlyMemory memory;
  private static SamEngine engine;
  private static EncodedImage image;

  @BeforeAll
  static void load(@TempDir Path folder) throws IOException {
    memory = DeviceOnlyMemory.open();
    engine = EngineLoader.load(
        TinySam.model(folder),
        EngineSettings.cpu(1, 1).withBatching(BatchPolicy.BATCHED),
        memory.memory());
    image = engine.encode(TinySam.image(96, 96, 3));
  }

  @AfterAll
  static void close() {
    image.close();
    engine.close();
    assertThat(memory.stagingBytes() + memory.deviceBytes()).as("left over").isZero();
  }

  @Test
  void embeddingAndImageTokensStay() {
    assertStays(image.embedding());
    assertStays(image.imageTokens());
  }

  @Test
  void termsOfAnImageStay() {
    try (GridImage prepared = engine.prepare(image, new StopSignal())) {
      assertThat(prepared.terms()).hasSizeGreaterThan(10);
      prepared.terms().values().forEach(DeviceResidenceTest::assertStays);
      assertStays(prepared.enlarged());
    }
  }

  @Test
  void attendedTokensOfPromptsStay() {
    PromptBatch batch = PromptBatch.of(List.of(Prompt.point(3, 5)), image.resize());
    try (AttendedPrompts attended = engine.attend(image, batch)) {
      assertStays(attended.attendedTokens());
    }
  }

  /** Per mask four bytes of predicted IoU, and those of its logits while it is drawn. */
  @Test
  void ofABatchOfPointsOnlyScoresAndWantedMasksComeBack() {
    int prompts = BatchPolicy.BATCHED.points();
    int rows = GridGraphs.rows(TinyWeights.weights(), 2);
    PromptBatch batch =
        PromptBatch.of(Collections.nCopies(prompts, Prompt.point(3, 5)), image.resize());
    try (GridImage prepared = engine.prepare(image, new StopSignal())) {
      long staging = memory.stagingBytes();
      long device = memory.deviceBytes();

      try (GridLane lane = engine.lane(prepared, prompts)) {
        lane.attend(batch, new StopSignal());
        lane.draw(new int[] {0, 63}, new int[] {1, 2}, (i, logits, from) -> {}, new StopSignal());

        assertThat(memory.deviceBytes() - device)
            .as("shares of a batch")
            .isGreaterThan(4L * prompts * rows * 4096);
        long masksOfAChunk = 4L * BatchedDrawing.CHUNK * DecoderWeights.MASK_TOKENS * PIXELS;
        assertThat(memory.stagingBytes() - staging)
            .as("masks of a chunk, points and scores")
            .isBetween(masksOfAChunk, masksOfAChunk + 5_000);
      }
    }
  }

  private static void assertStays(OrtTensor tensor) {
    assertThatThrownBy(tensor::floatBuffer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Java can read");
  }
}
