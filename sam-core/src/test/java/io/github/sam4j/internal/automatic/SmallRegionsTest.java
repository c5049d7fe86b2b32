// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.mask.Mask;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class SmallRegionsTest {
  private static final long SEED = 200;

  @Test
  void smallHoleIsFilledAndLargeOneStays() {
    assertCleaned(3, """
        #########
        #.###...#
        #########
        """, """
        #########
        #####...#
        #########
        """);
  }

  @Test
  void smallIslandIsRemovedAndLargeOneStays() {
    assertCleaned(3, """
        ##.....##
        .......#.
        ##.......
        """, """
        .......##
        .......#.
        .........
        """);
  }

  @Test
  void cornersConnectHolesAndIslands() {
    String drawing = """
        #......#####
        .#.....#.###
        ..#....##.##
        .......###.#
        .......#####
        """;

    assertThat(SmallRegions.clean(mask(drawing), 3))
        .isEqualTo(new SmallRegions.Cleaned(mask(drawing), false));
  }

  @Test
  void holeIsFilledBeforeIslandsAreLookedAt() {
    // the ring alone has 16 pixels, with its hole 25
    assertCleaned(20, """
        ........
        .#####..
        .#...#..
        .#...#..
        .#...#..
        .#####..
        ........
        """, """
        ........
        .#####..
        .#####..
        .#####..
        .#####..
        .#####..
        ........
        """);
  }

  @Test
  void smallCornerOutsideIsAHoleToo() {
    assertCleaned(3, """
        .####
        #####
        ##...
        """, """
        #####
        #####
        ##...
        """);
  }

  @Test
  void largestOfSmallIslandsStays() {
    assertCleaned(9, """
        ##......##
        .......##.
        ##........
        """, """
        ........##
        .......##.
        ..........
        """);
  }

  @Test
  void onlyIslandStaysAndCountsAsChanged() {
    String drawing = """
        ..........
        ...##.....
        ..........
        """;

    assertCleaned(9, drawing, drawing);
  }

  @Test
  void firstOfEquallyLargeIslandsStays() {
    assertCleaned(9, """
        ..........
        ...##..##.
        ..........
        """, """
        ..........
        ...##.....
        ..........
        """);
  }

  /** The first block of 2 × 2 pixels that a component touches decides, as in OpenCV. */
  @Test
  void blocksOfPixelsDecideWhichIslandIsFirst() {
    assertCleaned(9, """
        ......##..
        ##........
        ..........
        """, """
        ..........
        ##........
        ..........
        """);
  }

  /**
   * All of them are equally large, so all compete to be the first: a comparison that took a mask
   * each would allocate hundreds of GB, and take as long.
   */
  @Test
  void firstOfVeryManySpecksIsFoundByBlocks() {
    // the first speck in reading order is at (2, 0), the first block is that of (0, 1)
    Mask first = Mask.of(1800, 1200, (x, y) -> x == 0 && y == 1);
    Mask specks =
        Mask.of(1800, 1200, (x, y) -> x > 0 && x % 2 == 0 && y % 2 == 0).or(first);

    SmallRegions.Cleaned cleaned = SmallRegions.clean(specks, 2);

    assertThat(cleaned).isEqualTo(new SmallRegions.Cleaned(first, true));
  }

  @Test
  void regionsOfExactlyTheMinimumStay() {
    String drawing = """
        ###....####
        .......#.##
        ###....#..#
        .......####
        """;

    assertThat(SmallRegions.clean(mask(drawing), 3).changed()).isFalse();
    assertThat(SmallRegions.clean(mask(drawing), 4).changed()).isTrue();
  }

  @Test
  void emptyMaskIsFilledOnlyIfItIsSmallItself() {
    Mask empty = Mask.empty(7, 5);

    assertThat(SmallRegions.clean(empty, 35)).isEqualTo(new SmallRegions.Cleaned(empty, false));
    assertThat(SmallRegions.clean(empty, 36))
        .isEqualTo(new SmallRegions.Cleaned(empty.not(), true));
  }

  @RepeatedTest(value = 60, name = "seed 200 + {currentRepetition}")
  void randomMasksAreCleanedAsPixelByPixel(RepetitionInfo info) {
    Random random = new Random(SEED + info.getCurrentRepetition());
    int width = 1 + random.nextInt(70);
    int height = 1 + random.nextInt(30);
    double density = new double[] {0.1, 0.35, 0.5, 0.7, 0.95}[random.nextInt(5)];
    Mask mask = Mask.of(width, height, (x, y) -> random.nextDouble() < density);
    int minArea = 1 + random.nextInt(random.nextBoolean() ? 6 : 400);

    SmallRegions.Cleaned cleaned = SmallRegions.clean(mask, minArea);

    PlainSmallRegions plain = PlainSmallRegions.clean(mask, minArea);
    assertThat(cleaned.mask()).isEqualTo(plain.mask());
    assertThat(cleaned.changed()).isEqualTo(plain.changed());
  }

  /** Checks that a mask is changed, at least by name, into another. */
  private static void assertCleaned(int minArea, String before, String after) {
    assertThat(SmallRegions.clean(mask(before), minArea))
        .isEqualTo(new SmallRegions.Cleaned(mask(after), true));
  }

  private static Mask mask(String drawing) {
    String[] rows = drawing.split("\n", -1);
    return Mask.of(rows[0].length(), rows.length - 1, (x, y) -> rows[y].charAt(x) == '#');
  }
}
