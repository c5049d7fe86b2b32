// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.testing.SharedData;
import io.github.sam4j.weights.Checkpoints;
import io.github.sam4j.weights.NamedTensors;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.WrappedCheckpoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
  void namesOfTransformersAnswerBitForBitAsTheOfficialOnes(@TempDir Path folder)
      throws IOException {
    Path official = SharedData.require(FOLDER + "sam_vit_micro_random.pth");
    NamedTensors tensors = Checkpoints.read(official);
    Map<String, WeightTensor> named = new TreeMap<>();
    tensors.names().forEach(name -> named.put(name, tensors.get(name)));
    Path file = Files.write(
        folder.resolve("model.safetensors"),
        WrappedCheckpoints.safetensors(WrappedCheckpoints.transformers(named)));
    SamModel renamed = SamModels.checkpoint(file);

    assertThat(renamed.notes())
        .containsExactly("translated the names of Hugging Face transformers");
    renamed.export(folder.resolve("exported"));
    assertThat(folder.resolve("exported").resolve("README.md"))
        .content()
        .contains("; translated the names of Hugging Face transformers |");
    try (SamSegmenter expected =
            SamSegmenter.builder(SamModels.checkpoint(official)).threads(1).build();
        SamSegmenter actual = SamSegmenter.builder(renamed).threads(1).build();
        ImageEmbedding expectedImage = expected.encode(GoldenImages.imageIn(FOLDER));
        ImageEmbedding image = actual.encode(GoldenImages.imageIn(FOLDER))) {
      Prompt prompt = Prompt.point(400, 300).multimask();
      List<PredictedMask> masks = image.predict(prompt).masks();

      assertThat(masks).isEqualTo(expectedImage.predict(prompt).masks());
      Prompt refined = Prompt.box(100, 100, 500, 400).andLogits(masks.get(1).logits());
      assertThat(image.predict(refined).masks())
          .isEqualTo(expectedImage.predict(refined).masks());
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
