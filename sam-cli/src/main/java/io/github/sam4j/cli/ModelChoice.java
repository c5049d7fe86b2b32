// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Loads the model that an option names. */
final class ModelChoice {
  private ModelChoice() {}

  /**
   * Loads a published model by its name, a checkpoint, or {@code ENCODER.onnx,DECODER.onnx}.
   *
   * @param option name of the option or parameter, for messages
   * @throws IllegalArgumentException if it is none of these
   * @throws IOException if it can't be read; the message names the file
   */
  static SamModel load(String option, String model) throws IOException {
    List<String> names =
        ModelRegistry.published().stream().map(ModelRegistry.Model::name).toList();
    if (names.contains(model)) {
      return SamModels.named(model);
    }
    if (Files.exists(Path.of(model))) {
      return SamModels.checkpoint(Path.of(model));
    }
    String[] files = model.split(",", -1);
    if (files.length == 2) {
      return SamModels.onnx(Path.of(files[0]), Path.of(files[1]));
    }
    throw new IllegalArgumentException(option + " must be " + String.join(", ", names)
        + ", the file of a checkpoint, or ENCODER.onnx,DECODER.onnx, got " + model);
  }
}
