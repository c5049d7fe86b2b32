// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.mask.Mask;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MaskOutlineTest {
  private static final Pattern STEP = Pattern.compile("M(\\d+) (\\d+)|h(-?\\d+)|v(-?\\d+)|z");

  @Test
  void squareIsOneRectangle() {
    Mask mask = Mask.of(5, 4, (x, y) -> x >= 1 && x < 4 && y >= 1 && y < 3);

    assertThat(MaskOutline.of(mask)).isEqualTo("M1 1h3v2h-3v-2z");
  }

  @Test
  void emptyMaskHasNone() {
    assertThat(MaskOutline.of(Mask.empty(3, 3))).isEmpty();
  }

  @Test
  void pixelsThatTouchAtCornerStayApart() {
    Mask mask = Mask.of(2, 2, (x, y) -> x == y);

    assertThat(MaskOutline.of(mask)).isEqualTo("M0 0h1v1h-1v-1zM1 1h1v1h-1v-1z");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void fillingTheOutlineGivesTheMaskBack(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double density = random.nextDouble();
    Mask mask = Mask.of(37, 29, (x, y) -> random.nextDouble() < density);

    assertThat(filled(MaskOutline.of(mask), 37, 29)).isEqualTo(mask);
  }

  /** Fills by parity: a pixel is inside if an odd number of vertical edges lies left of it. */
  private static Mask filled(String path, int width, int height) {
    boolean[][] edges = new boolean[height][width + 1];
    int x = 0;
    int y = 0;
    int startX = 0;
    int startY = 0;
    Matcher step = STEP.matcher(path);
    while (step.find()) {
      if (step.group(1) != null) {
        x = startX = Integer.parseInt(step.group(1));
        y = startY = Integer.parseInt(step.group(2));
      } else if (step.group(3) != null) {
        x += Integer.parseInt(step.group(3));
      } else if (step.group(4) != null) {
        int to = y + Integer.parseInt(step.group(4));
        for (int row = Math.min(y, to); row < Math.max(y, to); row++) {
          edges[row][x] ^= true;
        }
        y = to;
      } else {
        assertThat(new int[] {x, y}).containsExactly(startX, startY);
      }
    }
    boolean[][] inside = new boolean[height][width];
    for (int row = 0; row < height; row++) {
      boolean in = false;
      for (int column = 0; column < width; column++) {
        in ^= edges[row][column];
        inside[row][column] = in;
      }
    }
    return Mask.of(width, height, (column, row) -> inside[row][column]);
  }
}
