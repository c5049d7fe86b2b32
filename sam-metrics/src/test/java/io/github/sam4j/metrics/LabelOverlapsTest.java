// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.mask.LabelGrid;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.LabelOverlaps.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LabelOverlapsTest {
  private static final int LARGEST = 7;

  @ParameterizedTest(name = "{0}x{1}x{2}, seed 29")
  @CsvSource({"1,1,1", "1,13,5", "67,1,3", "31,7,1", "129,11,5"})
  void countsEqualThoseOfOneMaskPerLabel(int width, int height, int depth) {
    Random random = new Random(29);
    for (int longestRun : new int[] {1, 9}) {
      LabelGrid reference = runs(random, width, height, depth, longestRun);
      LabelGrid prediction = runs(random, width, height, depth, longestRun);

      LabelOverlaps overlaps = LabelOverlaps.between(reference, prediction);

      List<Pair> pairs = new ArrayList<>();
      for (int label = 1; label <= LARGEST; label++) {
        VoxelMask mask = VoxelMask.label(reference, label);
        assertThat(overlaps.overlap(label))
            .isEqualTo(Overlap.between(mask, VoxelMask.label(prediction, label)));
        assertThat(overlaps.referenceSize(label)).isEqualTo(mask.count());
        assertThat(overlaps.predictionSize(label))
            .isEqualTo(VoxelMask.label(prediction, label).count());
        for (int other = 1; other <= LARGEST; other++) {
          long common = mask.intersectionCount(VoxelMask.label(prediction, other));
          assertThat(overlaps.intersection(label, other)).isEqualTo(common);
          if (common > 0) {
            pairs.add(new Pair(label, other, common));
          }
        }
      }
      assertThat(overlaps.pairs()).isEqualTo(pairs);
      assertThat(overlaps.foreground())
          .isEqualTo(
              Overlap.between(VoxelMask.foreground(reference), VoxelMask.foreground(prediction)));
      assertThat(overlaps.referenceLabels()).isEqualTo(labelsIn(reference));
      assertThat(overlaps.predictionLabels()).isEqualTo(labelsIn(prediction));
      assertThat(overlaps.total()).isEqualTo((long) width * height * depth);
    }
  }

  /** Runs of labels from below 0 to {@code LARGEST}, across the ends of rows too. */
  private static LabelGrid runs(Random random, int width, int height, int depth, int longest) {
    int[] labels = new int[width * height * depth];
    int left = 0;
    int label = 0;
    for (int i = 0; i < labels.length; i++, left--) {
      if (left == 0) {
        left = 1 + random.nextInt(longest);
        label = random.nextInt(LARGEST + 3) - 2;
      }
      labels[i] = label;
    }
    return LabelGrid.of(width, height, depth, labels);
  }

  private static List<Integer> labelsIn(LabelGrid grid) {
    return IntStream.rangeClosed(1, LARGEST)
        .filter(label -> !VoxelMask.label(grid, label).isEmpty())
        .boxed()
        .toList();
  }

  /** As many pairs as points, with labels up to the largest possible one. */
  @Test
  void everyPointMayHaveItsOwnLabels() {
    int width = 1021;
    int[] rising = IntStream.range(0, width).map(i -> Integer.MAX_VALUE - i).toArray();
    int[] falling = IntStream.range(0, width).map(i -> 1 + 65_536 * i).toArray();

    LabelOverlaps overlaps = LabelOverlaps.between(
        LabelGrid.of(width, 1, 1, rising), LabelGrid.of(width, 1, 1, falling));

    assertThat(overlaps.pairs()).hasSize(width);
    for (int i = 0; i < width; i++) {
      assertThat(overlaps.intersection(Integer.MAX_VALUE - i, 1 + 65_536 * i)).isOne();
      assertThat(overlaps.intersection(Integer.MAX_VALUE - i, 2 + 65_536 * i)).isZero();
    }
  }

  /** Takes fractions of a second, unless all pairs collide in the hash table. */
  @Test
  @Timeout(15)
  void labelsThatDifferInTheirUpperBitsOnlyAreFound() {
    int width = 30_000;
    int height = 120;
    int[] upper =
        IntStream.range(0, width * height).map(i -> (i % width + 1) << 16).toArray();

    LabelOverlaps overlaps = LabelOverlaps.between(
        LabelGrid.of(width, height, 1, upper),
        LabelGrid.of(width, height, 1, new int[upper.length]));

    assertThat(overlaps.referenceLabels()).hasSize(width);
    assertThat(overlaps.referenceSize(1 << 16)).isEqualTo(height);
  }

  @Test
  void labelInNeitherGridIsDefined() {
    LabelOverlaps overlaps =
        LabelOverlaps.between(LabelGrid.of(3, 1, 1, 1, 0, -4), LabelGrid.of(3, 1, 1, 2, 2, 0));

    assertThat(overlaps.overlap(9)).isEqualTo(new Overlap(0, 0, 0, 3));
    assertThat(overlaps.overlap(9).dice()).isNaN();
    assertThat(overlaps.overlap(1)).isEqualTo(new Overlap(0, 0, 1, 2));
    assertThat(overlaps.overlap(2)).isEqualTo(new Overlap(0, 2, 0, 1));
    assertThat(overlaps.foreground()).isEqualTo(new Overlap(1, 1, 0, 1));
  }

  @Test
  void backgroundIsNoObject() {
    LabelOverlaps overlaps =
        LabelOverlaps.between(LabelGrid.of(1, 1, 1, 0), LabelGrid.of(1, 1, 1, 0));

    assertThat(overlaps.referenceLabels()).isEmpty();
    assertThat(overlaps.pairs()).isEmpty();
    assertThatThrownBy(() -> overlaps.overlap(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label=0");
    assertThatThrownBy(() -> overlaps.intersection(1, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label=-1");
  }

  @Test
  void gridsOfDifferentSizesAreRefused() {
    LabelGrid wide = LabelGrid.of(2, 1, 1, 0, 0);
    LabelGrid deep = LabelGrid.of(1, 1, 2, 0, 0);

    assertThatThrownBy(() -> LabelOverlaps.between(wide, deep))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2x1x1")
        .hasMessageContaining("1x1x2");
  }
}
