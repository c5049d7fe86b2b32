// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.Voxels;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BoundaryOverlapTest {
  @ParameterizedTest
  @CsvSource({"13, 11, 7", "67, 5, 3", "1, 1, 1", "130, 7, 5", "63, 5, 3", "64, 5, 3", "65, 5, 3"})
  void boundariesEqualThoseFoundVoxelByVoxel_seed6(int width, int height, int depth) {
    Random random = new Random(6);
    for (int distance = 1; distance <= 3; distance++) {
      VoxelMask a = noise(random, width, height, depth);
      VoxelMask b = noise(random, width, height, depth);

      assertThat(BoundaryOverlap.between(a, b, distance))
          .isEqualTo(Overlap.between(rim(a, distance, distance), rim(b, distance, distance)));
      assertThat(BoundaryOverlap.between(a.plane(0), b.plane(0), distance))
          .isEqualTo(
              Overlap.between(rim(a, distance, 0).plane(0), rim(b, distance, 0).plane(0)));
    }
  }

  @Test
  void thinObjectsAreAllBoundary() {
    Mask reference = Mask.of(9, 9, (x, y) -> y == 4);
    Mask prediction = Mask.of(9, 9, (x, y) -> y == 4 && x > 2);

    assertThat(BoundaryOverlap.between(reference, prediction, 1))
        .isEqualTo(Overlap.between(reference, prediction));
  }

  @Test
  void distanceBelowOneIsRefused() {
    Mask mask = Mask.of(3, 3, (x, y) -> true);

    assertThatThrownBy(() -> BoundaryOverlap.between(mask, mask, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1, got 0");
  }

  @Test
  void twoEmptyMasksHaveNoBoundary() {
    Mask empty = Mask.empty(5, 4);

    Overlap overlap = BoundaryOverlap.between(empty, empty, 2);

    assertThat(overlap).isEqualTo(new Overlap(0, 0, 0, 20));
    assertThat(overlap.iou()).isNaN();
  }

  @Test
  void masksOfDifferentSizesAreRefused() {
    assertThatThrownBy(() -> BoundaryOverlap.between(Mask.empty(5, 4), Mask.empty(4, 5), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5x4");
  }

  /** Mostly set, so that the masks have an interior. */
  private static VoxelMask noise(Random random, int width, int height, int depth) {
    return VoxelMask.of(width, height, depth, (x, y, z) -> random.nextInt(100) > 1);
  }

  /** Voxels with a voxel that is not set, or outside, in the box around them. */
  private static VoxelMask rim(VoxelMask mask, int distance, int acrossPlanes) {
    return VoxelMask.of(mask.width(), mask.height(), mask.depth(), (x, y, z) -> {
      boolean all = mask.get(x, y, z);
      for (int dz = -acrossPlanes; dz <= acrossPlanes; dz++) {
        for (int dy = -distance; dy <= distance; dy++) {
          for (int dx = -distance; dx <= distance; dx++) {
            all &= Voxels.isSet(mask, x + dx, y + dy, z + dz);
          }
        }
      }
      return mask.get(x, y, z) && !all;
    });
  }
}
