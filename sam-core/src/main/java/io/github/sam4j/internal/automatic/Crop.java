// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.Box;
import io.github.sam4j.weights.ModelSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of an image that is processed like an image of its own.
 *
 * @param layer 0 for the whole image
 * @param box where it lies in the image
 * @param resize from its own size to the encoder's
 */
record Crop(int layer, Box box, FrameResize resize) {
  /** How close, in pixels, a mask may come to an edge of a crop before it counts as cut off. */
  private static final int NEAR = 20;

  /**
   * Returns the whole image, then each further layer's crops column by column.
   *
   * @param overlapRatio overlap in the first layer of crops, as a share of the short side
   * @throws IllegalArgumentException if a crop would be empty, or is too thin for the frame
   */
  static List<Crop> layersOf(
      ModelSpec spec, int width, int height, int layers, double overlapRatio) {
    List<Crop> crops = new ArrayList<>();
    crops.add(
        new Crop(0, new Box(0, 0, width - 1, height - 1), FrameResize.of(spec, width, height)));
    for (int layer = 1; layer <= layers; layer++) {
      int perSide = 1 << layer;
      int overlap = (int) (overlapRatio * Math.min(width, height) * (2.0 / perSide));
      int cropWidth = length(width, perSide, overlap);
      int cropHeight = length(height, perSide, overlap);
      for (int i = 0; i < perSide; i++) {
        for (int j = 0; j < perSide; j++) {
          int x0 = (cropWidth - overlap) * i;
          int y0 = (cropHeight - overlap) * j;
          if (x0 >= width || y0 >= height) {
            throw new IllegalArgumentException("cropLayers=" + layers + " leaves empty crops of an"
                + " image of width=" + width + " height=" + height);
          }
          int x1 = Math.min(x0 + cropWidth, width);
          int y1 = Math.min(y0 + cropHeight, height);
          crops.add(new Crop(
              layer, new Box(x0, y0, x1 - 1, y1 - 1), FrameResize.of(spec, x1 - x0, y1 - y0)));
        }
      }
    }
    return crops;
  }

  /** The length with which crops that overlap cover a side, rounded up. */
  private static int length(int side, int perSide, int overlap) {
    return (overlap * (perSide - 1) + side + perSide - 1) / perSide;
  }

  int width() {
    return resize.width();
  }

  int height() {
    return resize.height();
  }

  /**
   * Returns whether a mask seems to be cut off by this crop: its box comes close to an edge of the
   * crop that isn't close to the same edge of the image. Edges on the right and at the bottom are
   * those of the first column and row outside, as in the reference.
   *
   * @param mask the mask's box in the image
   */
  boolean cutsOff(Box mask, int imageWidth, int imageHeight) {
    return cutsOff(mask.x0(), box.x0(), 0)
        || cutsOff(mask.y0(), box.y0(), 0)
        || cutsOff(mask.x1(), box.x1() + 1, imageWidth)
        || cutsOff(mask.y1(), box.y1() + 1, imageHeight);
  }

  private static boolean cutsOff(int mask, int cropEdge, int imageEdge) {
    return Math.abs(mask - cropEdge) <= NEAR && Math.abs(mask - imageEdge) > NEAR;
  }
}
