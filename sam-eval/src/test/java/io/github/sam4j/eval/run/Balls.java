// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Datasets;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Made-up data sets: each volume is a ball, its image and its labels the same voxels. */
final class Balls {
  static final int SIDE = 20;

  private Balls() {}

  /** A ball that leaves the first and the last planes empty. */
  static Volume ball(int planes, double radius) {
    short[] voxels = new short[SIDE * SIDE * planes];
    for (int i = 0; i < voxels.length; i++) {
      int plane = i / (SIDE * SIDE);
      // half a pixel aside on every other plane: an even number of pixels there, odd elsewhere
      double x = i % SIDE - SIDE / 2.0 + (plane % 2) * 0.5;
      double y = i / SIDE % SIDE - SIDE / 2.0;
      double z = (plane - planes / 2.0) * SIDE / planes;
      voxels[i] = (short) (x * x + y * y + z * z <= radius * radius ? 1 : 0);
    }
    return Volume.of(VolumeShape.of(SIDE, SIDE, planes), Geometry.of(new Spacing(1, 1, 3)), voxels);
  }

  /** Writes a data set of balls of different sizes; {@code labels} lies beside {@code images}. */
  static Dataset write(Path folder, int cases, int planes) throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    Path labels = Files.createDirectories(folder.resolve("labels"));
    for (int c = 0; c < cases; c++) {
      Volume ball = ball(planes, 4.3 + c);
      Volumes.write(ball, images.resolve("ball_" + c + ".nii.gz"));
      Volumes.write(ball, labels.resolve("ball_" + c + ".nii.gz"));
    }
    return Datasets.folders("balls", images, labels, new TreeMap<>(Map.of(1, "ball")));
  }
}
