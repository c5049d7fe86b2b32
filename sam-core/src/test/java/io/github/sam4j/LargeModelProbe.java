// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A process of its own that opens a checkpoint, encodes a picture and asks one prompt, and prints
 * how long each took in nanoseconds, the most memory that was resident, and the answer.
 */
final class LargeModelProbe {
  private LargeModelProbe() {}

  /** Takes the checkpoint and the folder of graphs. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    // the first call loads classes
    SamModels.checkpoint(file);
    long start = System.nanoTime();
    SamModel model = SamModels.checkpoint(file);
    long opened = System.nanoTime();
    try (SamSegmenter sam =
        SamSegmenter.builder(model).graphCache(Path.of(args[1])).build()) {
      long built = System.nanoTime();
      RgbImage image = TinySam.image(300, 200, 1);
      try (ImageEmbedding embedding = sam.encode(image)) {
        long encoded = System.nanoTime();
        Prediction answer = embedding.predict(Prompt.point(100, 100));
        System.out.println("open " + (opened - start));
        System.out.println("build " + (built - opened));
        System.out.println("encode " + (encoded - built));
        System.out.println("peak " + peakBytes());
        System.out.println(
            "answer " + answer.best().predictedIou() + " " + Arrays.hashCode(embedding.toArray()));
      }
    }
  }

  private static long peakBytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }
}
