// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.weights.TinyDecoderFile;
import io.github.sam4j.weights.TinyWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The model of {@link TinyWeights} for the option {@code --model}. It loads and encodes in
 * milliseconds, which is all that a test needs that doesn't look at the masks themselves.
 */
final class TinyModel {
  private TinyModel() {}

  /** Writes both files into a folder and returns the value of the option. */
  static String writeInto(Path folder) throws IOException {
    Path encoder =
        Files.write(folder.resolve("encoder.onnx"), TinyWeights.encoder(TinyWeights.WIDTH));
    Path decoder = Files.write(folder.resolve("decoder.onnx"), TinyDecoderFile.folded());
    return encoder + "," + decoder;
  }
}
