// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.TinyDecoderFile;
import io.github.sam4j.weights.TinyWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A SAM of {@link TinyWeights} as a model, and pictures for it. */
public final class TinySam {
  private TinySam() {}

  /** Returns a segmenter's model, its two files written into the folder. */
  public static SamModel model(Path folder) throws IOException {
    return model(folder, ModelSpec.sam1());
  }

  /** Returns a model of another frame and grid, its two files written into the folder. */
  public static SamModel model(Path folder, ModelSpec spec) throws IOException {
    return SamModels.onnx(
        Files.write(folder.resolve("encoder.onnx"), TinyWeights.encoder(TinyWeights.WIDTH, spec)),
        Files.write(folder.resolve("decoder.onnx"), TinyDecoderFile.folded()),
        spec);
  }

  /** Returns a picture of soft blobs. */
  public static RgbImage image(int width, int height, long seed) {
    Random random = new Random(seed);
    double[] p = random.doubles(12, 0, 2 * Math.PI).toArray();
    byte[] samples = new byte[3 * width * height];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / 3;
      int c = i % 3;
      int row = pixel / width;
      double x = 8.0 * (pixel - row * width) / width;
      double y = 8.0 * row / height;
      double value = Math.sin(x + p[c]) * Math.cos(y + p[c + 3])
          + Math.sin(2 * x - y + p[c + 6]) * Math.cos(3 * y + p[c + 9]);
      samples[i] = (byte) (128 + 60 * value);
    }
    return RgbImage.of(width, height, samples);
  }
}
