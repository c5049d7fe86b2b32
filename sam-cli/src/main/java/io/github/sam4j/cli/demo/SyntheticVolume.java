// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli.demo;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An abdomen-like MR volume: a body with a rim of fat and organs of different contrast, with the
 * smooth bias field of a receive coil and the Rician noise of a magnitude image. The same seed
 * gives the same volume on every machine.
 *
 * <p>It demonstrates the library; it says nothing about the accuracy of SAM on patient data.
 */
public final class SyntheticVolume {
  private static final int WIDTH = 160;
  private static final int HEIGHT = 128;
  private static final int DEPTH = 8;
  private static final Spacing SPACING = new Spacing(2, 2, 9);

  private static final double FAT = 760;
  private static final double MUSCLE = 250;
  private static final double FAT_RIM = 0.86;
  private static final double NOISE = 14;
  private static final double BIAS = 0.18;

  /**
   * Organs in the order in which they are drawn; all lengths in millimetres from the volume's
   * centre.
   */
  private static final List<Organ> ORGANS = List.of(
      new Organ("liver", 430, new Ellipsoid(-62, -18, 2, 62, 56, 30)),
      new Organ("spleen", 600, new Ellipsoid(88, 22, 4, 28, 40, 24)),
      new Organ("left kidney", 520, new Ellipsoid(52, 56, -8, 22, 26, 26)),
      new Organ("right kidney", 520, new Ellipsoid(-50, 62, -8, 22, 26, 26)),
      new Organ("spine", 120, new Ellipsoid(0, 66, 0, 24, 22, 90)),
      new Organ("aorta", 980, new Ellipsoid(14, 30, 0, 12, 12, 90)));

  private static final Ellipsoid BODY = new Ellipsoid(0, 0, 0, 148, 112, 400);

  private final Volume image;
  private final Volume labels;

  private SyntheticVolume(Volume image, Volume labels) {
    this.image = image;
    this.labels = labels;
  }

  /** An organ and its signal before bias and noise. */
  private record Organ(String name, double signal, Ellipsoid shape) {}

  /** An ellipsoid by centre and half axes. */
  private record Ellipsoid(double x, double y, double z, double a, double b, double c) {
    /** Returns 0 at the centre, 1 on the surface. */
    double radius(double px, double py, double pz) {
      double u = (px - x) / a;
      double v = (py - y) / b;
      double w = (pz - z) / c;
      return Math.sqrt(u * u + v * v + w * w);
    }
  }

  /** Creates the volume of a seed. */
  public static SyntheticVolume ofSeed(long seed) {
    Random random = new Random(seed);
    double phase = random.nextDouble() * Math.PI;
    short[] voxels = new short[WIDTH * HEIGHT * DEPTH];
    short[] truth = new short[voxels.length];
    for (int i = 0; i < voxels.length; i++) {
      int column = i % WIDTH;
      int row = i / WIDTH % HEIGHT;
      int slice = i / (WIDTH * HEIGHT);
      double x = (column - (WIDTH - 1) / 2.0) * SPACING.x();
      double y = (row - (HEIGHT - 1) / 2.0) * SPACING.y();
      double z = (slice - (DEPTH - 1) / 2.0) * SPACING.z();
      int organ = organ(x, y, z);
      truth[i] = (short) (organ + 1);
      double signal =
          (organ >= 0 ? ORGANS.get(organ).signal() : tissue(x, y, z)) * bias(x, y, phase);
      voxels[i] = (short) Math.round(
          Math.hypot(signal + NOISE * random.nextGaussian(), NOISE * random.nextGaussian()));
    }
    VolumeShape shape = VolumeShape.of(WIDTH, HEIGHT, DEPTH);
    Geometry geometry = Geometry.of(SPACING);
    return new SyntheticVolume(
        Volume.of(shape, geometry, voxels), Volume.of(shape, geometry, truth));
  }

  /** Returns the index of the organ at a position, the last one drawn on top, or −1. */
  private static int organ(double x, double y, double z) {
    for (int i = ORGANS.size() - 1; i >= 0; i--) {
      if (ORGANS.get(i).shape().radius(x, y, z) <= 1) {
        return i;
      }
    }
    return -1;
  }

  private static double tissue(double x, double y, double z) {
    double radius = BODY.radius(x, y, z);
    return radius > 1 ? 0 : radius > FAT_RIM ? FAT : MUSCLE;
  }

  private static double bias(double x, double y, double phase) {
    return 1 + BIAS * Math.cos(x / 160 + phase) * Math.cos(y / 130);
  }

  /** Returns the image: 16-bit integers, 2 × 2 × 9 mm. */
  public Volume image() {
    return image;
  }

  /** Returns the ground truth: labels from 1 in the order of {@link #names()}, 0 elsewhere. */
  public Volume labels() {
    return labels;
  }

  /** Returns the organs' names by label. */
  public static SortedMap<Integer, String> names() {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int i = 0; i < ORGANS.size(); i++) {
      names.put(i + 1, ORGANS.get(i).name());
    }
    return names;
  }
}
