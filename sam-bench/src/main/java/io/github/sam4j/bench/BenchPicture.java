// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.io.Images;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/** The pictures that benchmarks work on. */
public final class BenchPicture {
  /** Stands for the made-up picture where a path could stand. */
  public static final String SYNTHETIC = "synthetic";

  private static final int WIDTH = 1800;
  private static final int HEIGHT = 1200;
  private static final int SHAPES = 80;
  private static final int NOISE = 12;

  private BenchPicture() {}

  /** Reads a picture, or makes one up, 1800 pixels wide and 1200 high. */
  public static RgbImage of(String picture) throws IOException {
    return picture.equals(SYNTHETIC) ? synthetic(WIDTH, HEIGHT) : Images.read(Path.of(picture));
  }

  /**
   * Returns striped ellipses and rectangles of many sizes before a gradient, with some noise; the
   * same on every machine.
   */
  static RgbImage synthetic(int width, int height) {
    Random random = new Random(1);
    byte[] samples = new byte[3 * width * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i += 3) {
        samples[i] = (byte) (60 + 80 * x / width);
        samples[i + 1] = (byte) (90 + 60 * y / height);
        samples[i + 2] = (byte) 120;
      }
    }
    for (int n = 0; n < SHAPES; n++) {
      // large ones first, so that small ones stay visible
      double radius = width * (0.12 * (SHAPES - n) / SHAPES + 0.01);
      Shape.random(random, width, height, radius).draw(samples, width, height);
    }
    for (int i = 0; i < samples.length; i++) {
      int noisy = (samples[i] & 0xFF) + random.nextInt(2 * NOISE + 1) - NOISE;
      samples[i] = (byte) Math.max(0, Math.min(255, noisy));
    }
    return RgbImage.of(width, height, samples);
  }

  /** An ellipse or a rectangle with stripes of two shades. */
  private record Shape(
      boolean ellipse, double x, double y, double a, double b, int rgb, double stripe) {
    static Shape random(Random random, int width, int height, double radius) {
      return new Shape(
          random.nextBoolean(),
          random.nextDouble() * width,
          random.nextDouble() * height,
          radius * (0.4 + 0.6 * random.nextDouble()),
          radius * (0.4 + 0.6 * random.nextDouble()),
          random.nextInt(1 << 24),
          radius * (0.05 + random.nextDouble()));
    }

    void draw(byte[] samples, int width, int height) {
      for (int row = clamp(y - b, height); row < clamp(y + b, height); row++) {
        for (int column = clamp(x - a, width); column < clamp(x + a, width); column++) {
          double u = (column - x) / a;
          double v = (row - y) / b;
          if (!ellipse || u * u + v * v <= 1) {
            double shade = 0.85 + 0.15 * Math.sin((column + row) / stripe);
            int i = 3 * (row * width + column);
            samples[i] = (byte) (shade * (rgb >> 16 & 0xFF));
            samples[i + 1] = (byte) (shade * (rgb >> 8 & 0xFF));
            samples[i + 2] = (byte) (shade * (rgb & 0xFF));
          }
        }
      }
    }

    private static int clamp(double position, int length) {
      return (int) Math.max(0, Math.min(length, position));
    }
  }
}
