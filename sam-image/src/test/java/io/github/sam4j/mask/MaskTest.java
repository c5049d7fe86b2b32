// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class MaskTest {
  private static final long SEED = 127;

  /** Odd and prime sizes around the word length, few, half and nearly all pixels set. */
  static Stream<Arguments> sizes() {
    int[] widths = {1, 2, 63, 64, 65, 127, 128, 1021};
    int[] heights = {1, 3, 63, 64, 65, 130};
    return Arrays.stream(widths)
        .boxed()
        .flatMap(w -> Arrays.stream(heights).mapToObj(h -> Arguments.of(w, h)));
  }

  @ParameterizedTest(name = "{0}x{1}, seed 127")
  @MethodSource("sizes")
  void setOperationsEqualThosePixelByPixel(int width, int height) {
    Random random = new Random(SEED);
    boolean[][] a = random(random, width, height, 0.5);
    boolean[][] b = random(random, width, height, 0.3);
    Mask first = mask(a);
    Mask second = mask(b);

    assertThat(first.and(second)).isEqualTo(Mask.of(width, height, (x, y) -> a[y][x] && b[y][x]));
    assertThat(first.or(second)).isEqualTo(Mask.of(width, height, (x, y) -> a[y][x] || b[y][x]));
    assertThat(first.xor(second)).isEqualTo(Mask.of(width, height, (x, y) -> a[y][x] != b[y][x]));
    assertThat(first.andNot(second))
        .isEqualTo(Mask.of(width, height, (x, y) -> a[y][x] && !b[y][x]));
    assertThat(first.not()).isEqualTo(Mask.of(width, height, (x, y) -> !a[y][x]));
    assertThat(first.intersectionArea(second))
        .isEqualTo(count(width, height, (x, y) -> a[y][x] && b[y][x]));
  }

  @ParameterizedTest(name = "{0}x{1}, seed 127")
  @MethodSource("sizes")
  void pixelsAreaAndBytesEqualTheGivenOnes(int width, int height) {
    for (double density : new double[] {0, 0.02, 0.5, 0.98, 1}) {
      boolean[][] pixels = random(new Random(SEED), width, height, density);

      Mask mask = mask(pixels);

      byte[] bytes = mask.toByteArray(255);
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          if (mask.get(x, y) != pixels[y][x]
              || bytes[y * width + x] != (byte) (pixels[y][x] ? 255 : 0)) {
            throw new AssertionError("pixel x=" + x + " y=" + y + " differs, density " + density);
          }
        }
      }
      assertThat(bytes).hasSize(width * height);
      assertThat(mask.area()).isEqualTo(count(width, height, (x, y) -> pixels[y][x]));
      assertThat(mask.isEmpty()).isEqualTo(mask.area() == 0);
    }
  }

  @ParameterizedTest(name = "{0}x{1}, seed 127")
  @MethodSource("sizes")
  void transposeMirrorsEveryPixel(int width, int height) {
    boolean[][] pixels = random(new Random(SEED), width, height, 0.4);
    Mask mask = mask(pixels);

    Mask transposed = mask.transpose();

    assertThat(transposed).isEqualTo(Mask.of(height, width, (x, y) -> pixels[x][y]));
    assertThat(transposed.transpose()).isEqualTo(mask);
  }

  @ParameterizedTest(name = "{0}x{1}, seed 127")
  @MethodSource("sizes")
  void boxIsTheSmallestAroundAllPixels(int width, int height) {
    Random random = new Random(SEED);
    for (int round = 0; round < 20; round++) {
      int pixels = random.nextInt(4);
      boolean[][] grid = new boolean[height][width];
      for (int i = 0; i < pixels; i++) {
        grid[random.nextInt(height)][random.nextInt(width)] = true;
      }

      Optional<Box> box = mask(grid).box();

      assertThat(box).as("round %s", round).isEqualTo(naiveBox(grid));
    }
  }

  @ParameterizedTest(name = "{0}x{1}, seed 127")
  @MethodSource("sizes")
  void packedRowsSurviveARoundTrip(int width, int height) {
    Mask mask = mask(random(new Random(SEED), width, height, 0.5));

    long[] rows = mask.toPackedRows();

    assertThat(rows).hasSize((width + 63) / 64 * height);
    assertThat(Mask.ofPackedRows(width, height, rows)).isEqualTo(mask);
  }

  @Test
  void packedRowsStartAtTheLowestBitAndANewWord() {
    Mask mask = Mask.of(65, 2, (x, y) -> x == 0 || (x == 64 && y == 1));

    assertThat(mask.toPackedRows()).containsExactly(1, 0, 1, 1);
  }

  @Test
  void packedRowsAreCopiedOnTheWayInAndOut() {
    long[] rows = {0b101};
    Mask mask = Mask.ofPackedRows(3, 1, rows);

    rows[0] = 0;
    Arrays.fill(mask.toPackedRows(), 0);

    assertThat(Drawn.text(mask)).isEqualTo("#.#\n");
  }

  @ParameterizedTest(name = "bit {1} of width {0}")
  @CsvSource({"1, 1", "1, 63", "63, 63", "65, 65", "127, 127"})
  void bitRightOfTheLastColumnIsRefused(int width, int bit) {
    int perRow = (width + 63) / 64;
    long[] rows = new long[3 * perRow];
    rows[perRow + bit / 64] = 1L << bit;

    assertThatThrownBy(() -> Mask.ofPackedRows(width, 3, rows))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 1")
        .hasMessageContaining("width=" + width);
  }

  @Test
  void packedRowsOfAnotherLengthAreRefused() {
    assertThatThrownBy(() -> Mask.ofPackedRows(65, 2, new long[3]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 4 words")
        .hasMessageContaining("got 3");
  }

  @ParameterizedTest(name = "{0}x{1}")
  @CsvSource({"0, 1", "1, 0", "-1, 1", "1, -1"})
  void sidesThatAreNotPositiveAreRefused(int width, int height) {
    assertThatThrownBy(() -> Mask.empty(width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width=" + width + " height=" + height);
  }

  @ParameterizedTest(name = "({0}, {1})")
  @CsvSource({"-1, 0", "0, -1", "65, 0", "0, 2", "127, 0"})
  void pixelOutsideOfTheMaskIsRefused(int x, int y) {
    Mask mask = Mask.empty(65, 2);

    assertThatThrownBy(() -> mask.get(x, y))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("x=" + x + " y=" + y)
        .hasMessageContaining("width=65 height=2");
  }

  @Test
  void masksOfDifferentSizesDoNotCombine() {
    Mask wide = Mask.empty(3, 2);
    Mask high = Mask.empty(2, 3);

    assertThatThrownBy(() -> wide.and(high))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3x2")
        .hasMessageContaining("2x3");
    assertThatThrownBy(() -> wide.intersectionArea(high))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("same size");
  }

  @Test
  void andNotKeepsWhatOnlyTheFirstHas() {
    Mask first = Drawn.mask("###.", "###.", "....");
    Mask second = Drawn.mask("....", ".###", ".###");

    assertThat(Drawn.text(first.andNot(second))).isEqualTo("###.\n#...\n....\n");
  }

  @Test
  void boxHasInclusiveMaxima() {
    Mask mask = Drawn.mask(".....", "..#..", "...#.", ".....");

    assertThat(mask.box()).contains(new Box(2, 1, 3, 2));
    assertThat(new Box(2, 1, 3, 2).width()).isEqualTo(2);
    assertThat(new Box(2, 1, 3, 2).height()).isEqualTo(2);
  }

  @Test
  void emptyMaskHasNoBox() {
    assertThat(Mask.empty(65, 3).box()).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1} {2} {3}")
  @CsvSource({"1, 0, 0, 0", "0, 1, 0, 0"})
  void boxWithMaximaBelowItsMinimaIsRefused(int x0, int y0, int x1, int y1) {
    assertThatThrownBy(() -> new Box(x0, y0, x1, y1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x0=" + x0 + " y0=" + y0);
  }

  @Test
  void masksAreEqualBySizeAndPixels() {
    Mask mask = Drawn.mask("#.", ".#");

    assertThat(mask)
        .isEqualTo(Drawn.mask("#.", ".#"))
        .hasSameHashCodeAs(Drawn.mask("#.", ".#"))
        .isNotEqualTo(Drawn.mask("#.", "##"))
        .hasToString("Mask[2x2, area=2]");
    assertThat(Mask.empty(2, 3)).isNotEqualTo(Mask.empty(3, 2));
    // both are six words of nothing
    assertThat(Mask.empty(65, 3)).isNotEqualTo(Mask.empty(66, 3));
  }

  private static boolean[][] random(Random random, int width, int height, double density) {
    boolean[][] pixels = new boolean[height][width];
    for (boolean[] row : pixels) {
      for (int x = 0; x < width; x++) {
        row[x] = random.nextDouble() < density;
      }
    }
    return pixels;
  }

  private static Mask mask(boolean[][] pixels) {
    return Mask.of(pixels[0].length, pixels.length, (x, y) -> pixels[y][x]);
  }

  private static long count(int width, int height, Mask.PixelPredicate pixels) {
    long count = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        count += pixels.test(x, y) ? 1 : 0;
      }
    }
    return count;
  }

  private static Optional<Box> naiveBox(boolean[][] pixels) {
    int x0 = Integer.MAX_VALUE;
    int y0 = Integer.MAX_VALUE;
    int x1 = -1;
    int y1 = -1;
    for (int y = 0; y < pixels.length; y++) {
      for (int x = 0; x < pixels[0].length; x++) {
        if (pixels[y][x]) {
          x0 = Math.min(x0, x);
          y0 = Math.min(y0, y);
          x1 = Math.max(x1, x);
          y1 = Math.max(y1, y);
        }
      }
    }
    return x1 < 0 ? Optional.empty() : Optional.of(new Box(x0, y0, x1, y1));
  }

  @Test
  void rowsAreAddedFromTheTop() {
    long[] rows = {0, 0b101};

    Mask mask = Mask.builder(3, 4).repeatRow().addRow(rows, 1).repeatRow().build();

    assertThat(mask).isEqualTo(Drawn.mask("...", "#.#", "#.#", "..."));
    assertThat(mask.area()).isEqualTo(4);
  }

  @Test
  void builderRefusesWhatIsNoRow() {
    Mask.Builder full = Mask.builder(3, 1).addRow(new long[1], 0);

    assertThatThrownBy(() -> Mask.builder(3, 1).addRow(new long[] {0b1000}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("right of the last column");
    assertThatThrownBy(() -> full.addRow(new long[1], 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(full::repeatRow).isInstanceOf(IndexOutOfBoundsException.class);
    full.build();
    assertThatThrownBy(full::build).isInstanceOf(IllegalStateException.class);
  }
}
