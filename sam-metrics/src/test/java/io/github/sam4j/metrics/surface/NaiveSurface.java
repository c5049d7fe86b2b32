// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.Voxels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The surface of a mask found voxel by voxel, and its distances by comparing all pairs. */
final class NaiveSurface {
  private static final int[][] STEPS = {
    {-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}
  };

  private final VoxelMask mask;
  private final Spacing spacing;

  NaiveSurface(VoxelMask mask, Spacing spacing) {
    this.mask = mask;
    this.spacing = spacing;
  }

  /** A position in millimetres and its weight. */
  record Element(double x, double y, double z, double weight) {}

  /** A distance and its weight. */
  record Weighted(double distance, double weight) {}

  List<Element> borderVoxels(boolean planar) {
    List<Element> elements = new ArrayList<>();
    for (int z = 0; z < mask.depth(); z++) {
      for (int y = 0; y < mask.height(); y++) {
        for (int x = 0; x < mask.width(); x++) {
          boolean border = false;
          for (int s = 0; s < (planar ? 4 : 6); s++) {
            border |= !Voxels.isSet(mask, x + STEPS[s][0], y + STEPS[s][1], z + STEPS[s][2]);
          }
          if (border && Voxels.isSet(mask, x, y, z)) {
            elements.add(new Element(x * spacing.x(), y * spacing.y(), z * spacing.z(), 1));
          }
        }
      }
    }
    return elements;
  }

  List<Element> surfels(boolean planar) {
    double[] sizes = planar ? SurfelSizes.lengths(spacing) : SurfelSizes.areas(spacing);
    List<Element> elements = new ArrayList<>();
    for (int z = 0; z <= (planar ? 0 : mask.depth()); z++) {
      for (int y = 0; y <= mask.height(); y++) {
        for (int x = 0; x <= mask.width(); x++) {
          int pattern = 0;
          int full = planar ? 15 : 255;
          for (int dz = planar ? 1 : 0; dz < 2; dz++) {
            for (int dy = 0; dy < 2; dy++) {
              for (int dx = 0; dx < 2; dx++) {
                int voxelZ = planar ? z : z - 1 + dz;
                pattern =
                    2 * pattern + (Voxels.isSet(mask, x - 1 + dx, y - 1 + dy, voxelZ) ? 1 : 0);
              }
            }
          }
          if (pattern != 0 && pattern != full) {
            elements.add(
                new Element(x * spacing.x(), y * spacing.y(), z * spacing.z(), sizes[pattern]));
          }
        }
      }
    }
    return elements;
  }

  /** Returns the distances from each element to the nearest other one, ascending. */
  static List<Weighted> distances(List<Element> from, List<Element> to) {
    return from.stream()
        .map(a -> new Weighted(
            to.stream()
                .mapToDouble(b -> Math.sqrt((a.x() - b.x()) * (a.x() - b.x())
                    + (a.y() - b.y()) * (a.y() - b.y())
                    + (a.z() - b.z()) * (a.z() - b.z())))
                .min()
                .orElse(Double.POSITIVE_INFINITY),
            a.weight()))
        .sorted(Comparator.comparingDouble(Weighted::distance))
        .toList();
  }

  static double mean(List<Weighted> distances) {
    return distances.stream().mapToDouble(d -> d.distance() * d.weight()).sum()
        / distances.stream().mapToDouble(Weighted::weight).sum();
  }

  static double share(List<Weighted> distances, double tolerance) {
    return distances.stream()
            .filter(d -> d.distance() <= tolerance)
            .mapToDouble(Weighted::weight)
            .sum()
        / distances.stream().mapToDouble(Weighted::weight).sum();
  }

  static double interpolated95(List<Weighted> distances) {
    double position = 0.95 * (distances.size() - 1);
    int below = (int) position;
    double a = distances.get(below).distance();
    double b = distances.get(Math.min(below + 1, distances.size() - 1)).distance();
    return a + (b - a) * (position - below);
  }

  static double reached95(List<Weighted> distances) {
    double total = distances.stream().mapToDouble(Weighted::weight).sum();
    double through = 0;
    for (Weighted d : distances) {
      through += d.weight();
      if (through / total >= 0.95) {
        return d.distance();
      }
    }
    throw new AssertionError("no distances");
  }
}
