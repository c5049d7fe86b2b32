// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.mask.VoxelComponents.Connectivity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares components with those of a flood fill, voxel by voxel. */
final class VoxelComponentsTest {
  private static final double[] DENSITIES = {0, 0.04, 0.12, 0.3, 0.6, 0.95, 1};

  static Stream<Arguments> sizes() {
    return Stream.of(
            new int[] {1, 1, 1},
            new int[] {1, 1, 13},
            new int[] {1, 11, 7},
            new int[] {7, 1, 11},
            new int[] {13, 17, 1},
            new int[] {63, 3, 5},
            new int[] {64, 5, 2},
            new int[] {67, 5, 7},
            new int[] {131, 7, 3})
        .flatMap(sides -> Stream.of(Connectivity.values())
            .map(connectivity -> Arguments.of(sides[0], sides[1], sides[2], connectivity)));
  }

  @ParameterizedTest(name = "{0}x{1}x{2}, {3}, seed 911")
  @MethodSource("sizes")
  void componentsOfRandomMasksEqualThoseOfAFloodFill(
      int width, int height, int depth, Connectivity connectivity) {
    Random random = new Random(911);
    for (double density : DENSITIES) {
      VoxelMask mask =
          VoxelMask.of(width, height, depth, (x, y, z) -> random.nextDouble() < density);

      VoxelComponents components = VoxelComponents.of(mask, connectivity);

      List<Integer> sizes = new ArrayList<>();
      int[] expected = floodFill(mask, connectivity.neighbours(), sizes);
      assertThat(IntStream.range(0, components.count()).mapToObj(i -> (int) components.size(i)))
          .as("density %s", density)
          .containsExactlyElementsOf(sizes);
      assertThat(labels(components.labels())).as("density %s", density).isEqualTo(expected);
    }
  }

  /** Labels in reading order of the first voxels, from 1. */
  private static int[] floodFill(VoxelMask mask, int neighbours, List<Integer> sizes) {
    int width = mask.width();
    int height = mask.height();
    int[] labels = new int[width * height * mask.depth()];
    // neighbours differ by 1 along at most this many axes
    int axes = neighbours == 6 ? 1 : neighbours == 18 ? 2 : 3;
    for (int start = 0; start < labels.length; start++) {
      if (labels[start] > 0
          || !mask.get(start % width, start / width % height, start / (width * height))) {
        continue;
      }
      int label = sizes.size() + 1;
      int size = 0;
      ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
      labels[start] = label;
      while (!open.isEmpty()) {
        int voxel = open.remove();
        size++;
        for (int step = 0; step < 27; step++) {
          int dx = step % 3 - 1;
          int dy = step / 3 % 3 - 1;
          int dz = step / 9 - 1;
          int x = voxel % width + dx;
          int y = voxel / width % height + dy;
          int z = voxel / (width * height) + dz;
          boolean inside =
              x >= 0 && y >= 0 && z >= 0 && x < width && y < height && z < mask.depth();
          int next = (z * height + y) * width + x;
          if (Math.abs(dx) + Math.abs(dy) + Math.abs(dz) <= axes
              && inside
              && labels[next] == 0
              && mask.get(x, y, z)) {
            labels[next] = label;
            open.add(next);
          }
        }
      }
      sizes.add(size);
    }
    return labels;
  }

  private static int[] labels(LabelGrid grid) {
    int[] labels = new int[grid.width() * grid.height() * grid.depth()];
    int[] row = new int[grid.width()];
    for (int z = 0; z < grid.depth(); z++) {
      for (int y = 0; y < grid.height(); y++) {
        // what was there before must be overwritten
        row[0] = -1;
        grid.readRow(y, z, row);
        System.arraycopy(row, 0, labels, (z * grid.height() + y) * row.length, row.length);
      }
    }
    return labels;
  }

  @ParameterizedTest
  @EnumSource
  void onePlaneIsLikeAMask_seed5(Connectivity connectivity) {
    Random random = new Random(5);
    Mask plane = Mask.of(101, 37, (x, y) -> random.nextInt(5) < 2);

    VoxelComponents voxels = VoxelComponents.of(VoxelMask.ofPlanes(List.of(plane)), connectivity);

    Components pixels = connectivity == Connectivity.FACES
        ? Components.fourConnected(plane)
        : Components.eightConnected(plane);
    assertThat(voxels.count()).isEqualTo(pixels.count());
    assertThat(labels(voxels.labels())).isEqualTo(labels(pixels.labels()));
    for (int i = 0; i < pixels.count(); i++) {
      assertThat(voxels.size(i)).isEqualTo(pixels.area(i));
      assertThat(voxels.mask(i).plane(0)).isEqualTo(pixels.mask(i));
    }
  }

  @Test
  void voxelsThatShareAFaceAnEdgeOrACornerAreToldApart() {
    VoxelMask edge = VoxelMask.ofPlanes(List.of(Drawn.mask("#.", ".."), Drawn.mask("..", "#.")));
    VoxelMask corner = VoxelMask.ofPlanes(List.of(Drawn.mask(".#", ".."), Drawn.mask("..", "#.")));

    assertThat(counts(edge)).containsExactly(2, 1, 1);
    assertThat(counts(corner)).containsExactly(2, 2, 1);
  }

  private static IntStream counts(VoxelMask mask) {
    return Stream.of(Connectivity.values())
        .mapToInt(connectivity -> VoxelComponents.of(mask, connectivity).count());
  }

  @Test
  void lastRowOfAPlaneIsNoNeighbourOfTheFirstRowOfTheNext() {
    VoxelMask mask = VoxelMask.ofPlanes(
        List.of(Drawn.mask("...", "...", "###"), Drawn.mask("###", "...", "...")));

    assertThat(counts(mask)).containsExactly(2, 2, 2);
  }

  @Test
  void partsThatMeetInALaterPlaneAreOneComponentNumberedByItsFirstVoxel() {
    VoxelMask mask = VoxelMask.ofPlanes(List.of(
        Drawn.mask("#..#.#", "......"), //
        Drawn.mask("#..#..", "####.#")));

    VoxelComponents components = VoxelComponents.of(mask, Connectivity.FACES);

    assertThat(components.count()).isEqualTo(3);
    assertThat(Drawn.text(components.mask(0).plane(0))).isEqualTo("#..#..\n......\n");
    assertThat(Drawn.text(components.mask(0).plane(1))).isEqualTo("#..#..\n####..\n");
    assertThat(components.size(0)).isEqualTo(8);
    assertThat(components.mask(i -> true)).isEqualTo(mask);
    assertThat(components.mask(i -> i > 0).count()).isEqualTo(2);
    assertThat(components.toString()).contains("6x2x2").contains("count=3");
  }

  @Test
  void numberOutsideIsRefused() {
    VoxelComponents components = VoxelComponents.of(
        VoxelMask.of(3, 1, 1, (x, y, z) -> x != 1), Connectivity.FACES_EDGES_AND_CORNERS);

    for (int wrong : new int[] {-1, 2}) {
      assertThatThrownBy(() -> components.size(wrong))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("component=" + wrong)
          .hasMessageContaining("count=2");
      assertThatThrownBy(() -> components.mask(wrong))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void rowOutsideTheLabelsIsRefused() {
    LabelGrid labels = VoxelComponents.of(
            VoxelMask.of(3, 2, 2, (x, y, z) -> true), Connectivity.FACES)
        .labels();

    for (int wrong : new int[] {-1, 2}) {
      assertThatThrownBy(() -> labels.readRow(wrong, 0, new int[3]))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> labels.readRow(0, wrong, new int[3]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> labels.readRow(0, 0, new int[2]))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Plates connected only by the last row of the last plane: the largest number of joins. */
  @Test
  void combOfPlatesIsOneComponent() {
    VoxelMask comb = VoxelMask.of(257, 31, 41, (x, y, z) -> x % 2 == 0 || (y == 30 && z == 40));

    VoxelComponents components = VoxelComponents.of(comb, Connectivity.FACES);

    assertThat(components.count()).isEqualTo(1);
    assertThat(components.mask(0)).isEqualTo(comb);
  }
}
