// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares components with those of a flood fill, pixel by pixel. */
final class ComponentsTest {
  private static final long SEED = 613;

  static Stream<Arguments> sizes() {
    return Stream.of(1, 2, 31, 63, 64, 65, 129)
        .flatMap(
            width -> IntStream.of(1, 2, 37, 65).mapToObj(height -> Arguments.of(width, height)));
  }

  @ParameterizedTest(name = "{0}x{1}, seed 613")
  @MethodSource("sizes")
  void componentsOfRandomMasksEqualThoseOfAFloodFill(int width, int height) {
    Random random = new Random(SEED);
    for (double density : new double[] {0, 0.05, 0.3, 0.42, 0.6, 0.9, 1}) {
      Mask mask = Mask.of(width, height, (x, y) -> random.nextDouble() < density);

      assertSame(Components.fourConnected(mask), floodFill(mask, false), "4, " + density);
      assertSame(Components.eightConnected(mask), floodFill(mask, true), "8, " + density);
    }
  }

  private static void assertSame(Components components, List<Mask> expected, String what) {
    assertThat(components.count()).as("count, %s", what).isEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(components.area(i))
          .as("area %s, %s", i, what)
          .isEqualTo(expected.get(i).area());
      assertThat(components.mask(i)).as("mask %s, %s", i, what).isEqualTo(expected.get(i));
      assertThat(components.mask(i).area()).isEqualTo(expected.get(i).area());
    }
  }

  /** Components in reading order of their first pixels. */
  private static List<Mask> floodFill(Mask mask, boolean corners) {
    int width = mask.width();
    int height = mask.height();
    boolean[] seen = new boolean[width * height];
    List<Mask> components = new ArrayList<>();
    for (int start = 0; start < seen.length; start++) {
      if (seen[start] || !isSet(mask, start)) {
        continue;
      }
      boolean[] inside = new boolean[seen.length];
      ArrayDeque<Integer> open = new ArrayDeque<>(List.of(start));
      seen[start] = true;
      while (!open.isEmpty()) {
        int pixel = open.remove();
        inside[pixel] = true;
        int row = pixel / width;
        int column = pixel - row * width;
        for (int dy = -1; dy <= 1; dy++) {
          for (int dx = -1; dx <= 1; dx++) {
            int x = column + dx;
            int y = row + dy;
            boolean near = corners || dx == 0 || dy == 0;
            if (near && x >= 0 && y >= 0 && x < width && y < height) {
              int next = y * width + x;
              if (!seen[next] && isSet(mask, next)) {
                seen[next] = true;
                open.add(next);
              }
            }
          }
        }
      }
      components.add(Mask.of(width, height, (x, y) -> inside[y * width + x]));
    }
    return components;
  }

  private static boolean isSet(Mask mask, int pixel) {
    int row = pixel / mask.width();
    return mask.get(pixel - row * mask.width(), row);
  }

  @Test
  void pixelsThatShareACornerAreConnectedOnlyByEight() {
    Mask mask = Drawn.mask(
        "#..#", //
        ".##.", "#...");

    assertThat(Components.eightConnected(mask).count()).isEqualTo(1);
    assertThat(Components.fourConnected(mask).count()).isEqualTo(4);
    assertThat(IntStream.range(0, 4).mapToLong(Components.fourConnected(mask)::area))
        .containsExactly(1L, 1L, 2L, 1L);
  }

  @Test
  void partsThatMeetFurtherDownAreOneComponentNumberedByItsFirstPixel() {
    Mask mask = Drawn.mask(
        "..#...#", //
        "#.#...#", "#.#####", "#......", "###.##.");

    Components components = Components.fourConnected(mask);

    assertThat(components.count()).isEqualTo(3);
    assertThat(Drawn.text(components.mask(0)))
        .isEqualTo("..#...#\n..#...#\n..#####\n.......\n.......\n");
    assertThat(components.area(1)).isEqualTo(6);
    assertThat(components.area(2)).isEqualTo(2);
  }

  @Test
  void setOfComponentsIsOneMask() {
    Mask mask = Drawn.mask("#.#.#.#");
    Components components = Components.eightConnected(mask);

    assertThat(Drawn.text(components.mask(i -> i % 2 == 1))).isEqualTo("..#...#\n");
    assertThat(components.mask(i -> i % 2 == 1).area()).isEqualTo(2);
    assertThat(components.mask(i -> true)).isEqualTo(mask);
    assertThat(components.mask(i -> false)).isEqualTo(Mask.empty(7, 1));
  }

  @Test
  void firstBlockDecidesInsteadOfTheFirstPixel() {
    Components components = Components.eightConnected(Drawn.mask(
        "......#.", //
        "..#.....",
        "........",
        "#......."));

    assertThat(components.firstInBlocks(i -> true)).hasValue(1);
    assertThat(components.firstInBlocks(i -> i != 1)).hasValue(0);
    assertThat(components.firstInBlocks(i -> i == 2)).hasValue(2);
    assertThat(components.firstInBlocks(i -> false)).isEmpty();
  }

  @Test
  void lowerNumberIsFirstInAnOddLastRowAndInABlockOfTwo() {
    Components corners = Components.fourConnected(Drawn.mask(
        ".#", //
        "#.", "##"));

    assertThat(corners.count()).isEqualTo(2);
    assertThat(corners.firstInBlocks(i -> true)).hasValue(0);
    assertThat(Components.eightConnected(Drawn.mask("...", "...", "..#")).firstInBlocks(i -> true))
        .hasValue(0);
  }

  @Test
  void numberOutsideIsRefused() {
    Components components = Components.eightConnected(Drawn.mask("#.#"));

    for (int wrong : new int[] {-1, 2}) {
      assertThatThrownBy(() -> components.area(wrong))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> components.mask(wrong))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("component=" + wrong)
          .hasMessageContaining("count=2");
    }
    assertThat(components.toString()).contains("3x1").contains("count=2");
  }

  /** Teeth connected only by the last row: the largest number of joins. */
  @Test
  void combIsOneComponent() {
    Mask comb = Mask.of(1021, 301, (x, y) -> x % 2 == 0 || y == 300);

    Components components = Components.fourConnected(comb);

    assertThat(components.count()).isEqualTo(1);
    assertThat(components.area(0)).isEqualTo(comb.area());
    assertThat(components.mask(0)).isEqualTo(comb);
  }
}
