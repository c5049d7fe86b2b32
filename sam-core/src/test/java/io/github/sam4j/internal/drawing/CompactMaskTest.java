// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.mask.Mask;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class CompactMaskTest {
  private static final long SEED = 4096;

  /** Sizes around the word length, one pixel wide and high, and one as large as a photo. */
  static Stream<Arguments> sizes() {
    return Stream.of(1, 2, 63, 64, 65, 127, 128, 129, 1021)
        .flatMap(
            width -> IntStream.of(1, 3, 64, 131).mapToObj(height -> Arguments.of(width, height)));
  }

  @ParameterizedTest(name = "{0}x{1}, seed 4096")
  @MethodSource("sizes")
  void randomMasksSurvivePackingAndUnpacking(int width, int height) {
    Random random = new Random(SEED);
    for (double density : new double[] {0, 0.001, 0.03, 0.5, 0.97, 0.999, 1}) {
      Mask mask = Mask.of(width, height, (x, y) -> random.nextDouble() < density);

      CompactMask compact = CompactMask.of(mask);

      assertSame(compact, mask, "density " + density);
    }
  }

  @ParameterizedTest(name = "{0}x{1}, seed 4096")
  @MethodSource("sizes")
  void blobsSurvivePackingAndUnpacking(int width, int height) {
    Random random = new Random(SEED);
    for (int round = 0; round < 20; round++) {
      Mask mask = blob(random, width, height);

      CompactMask compact = CompactMask.of(mask);

      assertSame(compact, mask, "round " + round);
    }
  }

  @ParameterizedTest(name = "{0}x{1}, seed 4096")
  @MethodSource("sizes")
  void maskPlacedInALargerPictureMovesEveryPixel(int width, int height) {
    Random random = new Random(SEED);
    for (int round = 0; round < 20; round++) {
      Mask mask = blob(random, width, height);
      int dx = random.nextInt(70);
      int dy = random.nextInt(5);
      int newWidth = width + dx + random.nextInt(70);
      int newHeight = height + dy + random.nextInt(3);

      CompactMask placed = CompactMask.of(mask).placedAt(dx, dy, newWidth, newHeight);

      Mask expected = Mask.of(
          newWidth,
          newHeight,
          (x, y) ->
              x >= dx && y >= dy && x - dx < width && y - dy < height && mask.get(x - dx, y - dy));
      assertSame(placed, expected, "round " + round);
      assertThat(placed).isEqualTo(CompactMask.of(expected));
    }
  }

  private static void assertSame(CompactMask compact, Mask mask, String what) {
    assertThat(compact.toMask()).as("mask, %s", what).isEqualTo(mask);
    assertThat(compact.toMask().area()).as("area of the mask, %s", what).isEqualTo(mask.area());
    assertThat(compact.area()).as("area, %s", what).isEqualTo(mask.area());
    assertThat(compact.box()).as("box, %s", what).isEqualTo(mask.box());
    assertThat(compact.width()).isEqualTo(mask.width());
    assertThat(compact.height()).isEqualTo(mask.height());
  }

  /** A few overlapping rectangles. */
  private static Mask blob(Random random, int width, int height) {
    Mask mask = Mask.empty(width, height);
    for (int i = random.nextInt(4); i > 0; i--) {
      int x0 = random.nextInt(width);
      int y0 = random.nextInt(height);
      int x1 = x0 + random.nextInt(width - x0);
      int y1 = y0 + random.nextInt(height - y0);
      mask = mask.xor(Mask.of(width, height, (x, y) -> x >= x0 && x <= x1 && y >= y0 && y <= y1));
    }
    return mask;
  }

  @Test
  void blobTakesAFractionOfItsMask() {
    Mask disc = Mask.of(1800, 1200, (x, y) -> Math.hypot(x - 700, y - 500) < 400);

    CompactMask compact = CompactMask.of(disc);

    // 800 rows, two lengths a row, one or two bytes each
    assertThat(compact.bytes()).isBetween(2200L, 3300L);
    assertThat(compact.toString()).contains("1800x1200").contains("area=" + disc.area());
  }

  @Test
  void rowsAsWideAsTheBoxAreOneRun() {
    Mask bar = Mask.of(300, 200, (x, y) -> x >= 100 && x < 250 && y >= 3);

    assertThat(CompactMask.of(bar).bytes()).isLessThan(CompactMask.of(bar.not()).bytes());
    assertThat(CompactMask.of(bar).bytes()).isLessThanOrEqualTo(64 + 4);
  }

  @Test
  void masksOfEqualPixelsAreEqual() {
    Mask mask = drawn(".##.", "#..#");

    assertThat(CompactMask.of(mask)).isEqualTo(CompactMask.of(drawn(".##.", "#..#")));
    assertThat(CompactMask.of(mask)).hasSameHashCodeAs(CompactMask.of(drawn(".##.", "#..#")));
    assertThat(CompactMask.of(mask)).isNotEqualTo(CompactMask.of(drawn(".##.", "#.##")));
    assertThat(CompactMask.of(mask)).isNotEqualTo(CompactMask.of(mask).placedAt(0, 0, 5, 2));
    assertThat(CompactMask.of(drawn("#."))).isNotEqualTo(CompactMask.of(drawn(".#")));
  }

  @ParameterizedTest(name = "at {0},{1} in {2}x{3}")
  @CsvSource({
    "-1, 0, 9, 9",
    "0, -1, 9, 9",
    "6, 0, 9, 9",
    "0, 8, 9, 9",
    "0, 0, 3, 9",
    "2147483647, 0, 9, 9",
    "0, 0, 0, 9"
  })
  void placeWithoutRoomIsRefused(int x, int y, int width, int height) {
    CompactMask compact = CompactMask.of(Mask.empty(4, 2));

    assertThatThrownBy(() -> compact.placedAt(x, y, width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width=" + width + " height=" + height);
  }

  private static Mask drawn(String... rows) {
    return Mask.of(rows[0].length(), rows.length, (x, y) -> rows[y].charAt(x) == '#');
  }
}
