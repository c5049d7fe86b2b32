// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Draws pixels of an object at random, without replacement. */
final class PixelDraw {
  private final int width;

  /** The drawn pixels, in the order they were drawn, followed by the remaining ones. */
  private final int[] pixels;

  private final Random random;
  private int drawn;

  /** Starts with all pixels in reading order. */
  PixelDraw(Mask object, long seed) {
    width = object.width();
    pixels = new int[Math.toIntExact(object.area())];
    random = SeededRandom.of(seed);
    int next = 0;
    for (int y = 0; y < object.height(); y++) {
      for (int x = 0; x < width; x++) {
        if (object.get(x, y)) {
          pixels[next++] = y * width + x;
        }
      }
    }
  }

  /** Draws a pixel from each of several bands of rows; the bands cover all rows with pixels. */
  void drawFromBands(int bands) {
    int[] starts = rowStarts();
    int rows = starts.length - 1;
    for (int band = 0; band < bands; band++) {
      int from = Math.toIntExact((long) band * rows / bands);
      int to = Math.toIntExact((band + 1L) * rows / bands);
      draw(starts[from], starts[to]);
    }
  }

  /** Returns the number of rows with pixels; requires that no pixel has been drawn yet. */
  int rows() {
    return rowStarts().length - 1;
  }

  /** Returns the index at which each row starts, followed by that at which the last one ends. */
  private int[] rowStarts() {
    return IntStream.rangeClosed(0, pixels.length)
        .filter(i -> i == 0 || i == pixels.length || row(i) != row(i - 1))
        .toArray();
  }

  private int row(int index) {
    return pixels[index] / width;
  }

  /** Draws from the remaining pixels until {@code count} are drawn or none remain. */
  void drawUpTo(int count) {
    while (drawn < Math.min(count, pixels.length)) {
      draw(drawn, pixels.length);
    }
  }

  /**
   * Draws from the range {@code [from, to)}, none of which may be drawn yet. The pixel is swapped
   * with the first remaining one, so that those from {@code to} on keep their positions.
   */
  private void draw(int from, int to) {
    int chosen = from + random.nextInt(to - from);
    int pixel = pixels[chosen];
    pixels[chosen] = pixels[drawn];
    pixels[drawn++] = pixel;
  }

  List<Prompt.Point> points() {
    return Arrays.stream(pixels, 0, drawn).mapToObj(this::point).toList();
  }

  private Prompt.Point point(int pixel) {
    int x = pixel % width;
    int y = pixel / width;
    return new Prompt.Point(x, y, true);
  }
}
