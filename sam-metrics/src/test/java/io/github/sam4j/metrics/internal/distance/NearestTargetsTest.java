// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.internal.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.Voxels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NearestTargetsTest {
  private static final Spacing ANISOTROPIC = new Spacing(0.7, 1.1, 3);

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "17, 1, 1",
    "1, 17, 1",
    "1, 1, 17",
    "13, 11, 7",
    "67, 5, 3",
    "3, 67, 2",
    "129, 9, 1",
    "29, 23, 13"
  })
  void distancesEqualAllPairsAtEveryDensity_seed5(int width, int height, int depth) {
    Random random = new Random(5);
    for (double density : new double[] {0.002, 0.05, 0.5, 1}) {
      VoxelMask queries = Voxels.noise(random, width, height, depth, 0.3);
      VoxelMask targets = Voxels.noise(random, width, height, depth, density);

      assertThat(NearestTargets.squaredDistances(queries, targets, Spacing.UNIT))
          .isEqualTo(allPairs(queries, targets, Spacing.UNIT));
      assertThat(NearestTargets.squaredDistances(queries, targets, ANISOTROPIC))
          .containsExactly(allPairs(queries, targets, ANISOTROPIC), Offset.offset(1e-10));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 30, 61})
  void distancesEqualAllPairsHoweverManyAreFar_seed6(int nearUpTo) {
    // the other columns are far from any target
    Random random = new Random(6);
    VoxelMask queries = Voxels.noise(random, 67, 41, 5, 0.3);
    VoxelMask targets = VoxelMask.of(
        67, 41, 5, (x, y, z) -> (x < nearUpTo && random.nextInt(40) == 0) || x + y + z == 0);

    assertThat(NearestTargets.squaredDistances(queries, targets, Spacing.UNIT))
        .isEqualTo(allPairs(queries, targets, Spacing.UNIT));
    assertThat(NearestTargets.squaredDistances(queries, targets, new Spacing(2.5, 0.4, 50)))
        .containsExactly(
            allPairs(queries, targets, new Spacing(2.5, 0.4, 50)), Offset.offset(1e-9));
  }

  @Test
  void queriesAndTargetsFarApart() {
    VoxelMask queries = VoxelMask.of(200, 3, 90, (x, y, z) -> x < 2 && z == 0);
    VoxelMask targets = VoxelMask.of(200, 3, 90, (x, y, z) -> x == 199 && y == 2 && z == 89);

    double[] squares = NearestTargets.squaredDistances(queries, targets, new Spacing(1, 2, 0.5));

    assertThat(squares[0]).isEqualTo(199 * 199 + 4 * 4 + 44.5 * 44.5);
    assertThat(squares[5]).isEqualTo(198 * 198 + 44.5 * 44.5);
  }

  @Test
  void noQueriesGiveNoDistances() {
    VoxelMask targets = VoxelMask.of(4, 3, 2, (x, y, z) -> true);
    VoxelMask none = VoxelMask.of(4, 3, 2, (x, y, z) -> false);

    assertThat(NearestTargets.squaredDistances(none, targets, Spacing.UNIT)).isEmpty();
  }

  @Test
  void noTargetsAreRefused() {
    VoxelMask some = VoxelMask.of(4, 3, 2, (x, y, z) -> true);
    VoxelMask none = VoxelMask.of(4, 3, 2, (x, y, z) -> false);

    assertThatThrownBy(() -> NearestTargets.squaredDistances(some, none, Spacing.UNIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one voxel");
  }

  @Test
  void sidesThatOffsetsCannotHoldAreRefused() {
    VoxelMask wide = VoxelMask.of(65_537, 1, 1, (x, y, z) -> x == 0);

    assertThatThrownBy(() -> NearestTargets.squaredDistances(wide, wide, Spacing.UNIT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65536")
        .hasMessageContaining("65537x1x1");
  }

  @Test
  void longestSideThatOffsetsCanHold() {
    VoxelMask first = VoxelMask.of(1, 65_536, 1, (x, y, z) -> y == 0);
    VoxelMask last = VoxelMask.of(1, 65_536, 1, (x, y, z) -> y == 65_535);

    assertThat(NearestTargets.squaredDistances(first, last, Spacing.UNIT))
        .containsExactly(65_535.0 * 65_535.0);
  }

  private static double[] allPairs(VoxelMask queries, VoxelMask targets, Spacing spacing) {
    List<int[]> places = places(targets);
    return places(queries).stream()
        .mapToDouble(q -> places.stream()
            .mapToDouble(t -> {
              double z = Math.abs(q[2] - t[2]) * spacing.z();
              double y = Math.abs(q[1] - t[1]) * spacing.y();
              double x = Math.abs(q[0] - t[0]) * spacing.x();
              return z * z + y * y + x * x;
            })
            .min()
            .orElseThrow())
        .toArray();
  }

  private static List<int[]> places(VoxelMask mask) {
    List<int[]> places = new ArrayList<>();
    for (int z = 0; z < mask.depth(); z++) {
      for (int y = 0; y < mask.height(); y++) {
        for (int x = 0; x < mask.width(); x++) {
          if (mask.get(x, y, z)) {
            places.add(new int[] {x, y, z});
          }
        }
      }
    }
    return places;
  }
}
