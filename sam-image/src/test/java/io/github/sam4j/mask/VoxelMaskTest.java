// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VoxelMaskTest {
  private static final LabelGrid LABELS =
      LabelGrid.of(3, 2, 2, 1, 0, 2, -1, 1, 1, 0, 0, 0, 2, 2, 1);

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "63, 5, 3", "64, 3, 5", "65, 2, 2", "127, 7, 3"})
  void voxelsAreThoseOfThePredicate_seed2(int width, int height, int depth) {
    boolean[] set = noise(new Random(2), width * height * depth);

    VoxelMask mask = mask(set, width, height, depth);

    int count = 0;
    for (int z = 0; z < depth; z++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          boolean expected = set[(z * height + y) * width + x];
          assertThat(mask.get(x, y, z)).isEqualTo(expected);
          count += expected ? 1 : 0;
        }
      }
    }
    assertThat(mask.count()).isEqualTo(count);
    assertThat(mask.isEmpty()).isEqualTo(count == 0);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "63, 5, 3", "64, 3, 5", "127, 7, 3"})
  void planesAndPackedRowsMakeTheSameMask_seed3(int width, int height, int depth) {
    VoxelMask mask = mask(noise(new Random(3), width * height * depth), width, height, depth);

    List<Mask> planes = IntStream.range(0, depth).mapToObj(mask::plane).toList();

    assertThat(VoxelMask.ofPlanes(planes)).isEqualTo(mask).hasSameHashCodeAs(mask);
    assertThat(VoxelMask.ofPackedRows(width, height, depth, mask.toPackedRows()))
        .isEqualTo(mask);
  }

  @Test
  void commonVoxelsAreCounted_seed4() {
    Random random = new Random(4);
    boolean[] a = noise(random, 67 * 5 * 3);
    boolean[] b = noise(random, 67 * 5 * 3);

    long common = mask(a, 67, 5, 3).intersectionCount(mask(b, 67, 5, 3));

    assertThat(common)
        .isEqualTo(IntStream.range(0, a.length).filter(i -> a[i] && b[i]).count());
  }

  @Test
  void labelsAboveZeroAreForeground() {
    assertThat(VoxelMask.foreground(LABELS).count()).isEqualTo(7);
    assertThat(VoxelMask.label(LABELS, 2).count()).isEqualTo(3);
    assertThat(VoxelMask.label(LABELS, 2).get(0, 1, 1)).isTrue();
    assertThat(VoxelMask.label(LABELS, 9).isEmpty()).isTrue();
  }

  @Test
  void masksOfOtherSizesDiffer() {
    VoxelMask mask = VoxelMask.of(2, 3, 4, (x, y, z) -> false);

    assertThat(mask)
        .isNotEqualTo(VoxelMask.of(2, 4, 3, (x, y, z) -> false))
        .isNotEqualTo(VoxelMask.of(2, 3, 4, (x, y, z) -> x == 0));
    assertThatThrownBy(() -> mask.intersectionCount(VoxelMask.of(2, 4, 3, (x, y, z) -> false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2x3x4")
        .hasMessageContaining("2x4x3");
  }

  @Test
  void wrongInputIsRefused() {
    assertThatThrownBy(() -> VoxelMask.of(0, 1, 1, (x, y, z) -> true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width=0");
    assertThatThrownBy(() -> VoxelMask.ofPlanes(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one plane");
    assertThatThrownBy(() -> VoxelMask.ofPlanes(List.of(Mask.empty(2, 1), Mask.empty(1, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1x2");
    assertThatThrownBy(() -> VoxelMask.ofPackedRows(65, 1, 1, new long[] {0, 2}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("right of the last column");
    assertThatThrownBy(() -> VoxelMask.ofPackedRows(65, 1, 2, new long[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 2");
    VoxelMask mask = VoxelMask.of(2, 3, 4, (x, y, z) -> true);
    assertThatThrownBy(() -> mask.get(2, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> mask.plane(4)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void gridsOfLabelsRefuseWhatDoesNotFit() {
    assertThatThrownBy(() -> LabelGrid.of(2, 2, 1, 1, 2, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 3");
    assertThatThrownBy(() -> LABELS.readRow(2, 0, new int[3]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> LabelGrid.checkSameSize(LABELS, LabelGrid.of(1, 1, 1, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3x2x2")
        .hasMessageContaining("1x1x1");
  }

  private static boolean[] noise(Random random, int count) {
    boolean[] set = new boolean[count];
    for (int i = 0; i < count; i++) {
      set[i] = random.nextBoolean();
    }
    return set;
  }

  private static VoxelMask mask(boolean[] set, int width, int height, int depth) {
    return VoxelMask.of(width, height, depth, (x, y, z) -> set[(z * height + y) * width + x]);
  }
}
