// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.metrics.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.prompt.Prompt;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SquaredDistancesTest {
  private static final int[] SIDES = {1, 2, 3, 7, 13, 31, 64, 67};

  @Test
  void distancesEqualASearchOfAllPixels_seed11() {
    Random random = new Random(11);
    for (int width : SIDES) {
      for (int height : SIDES) {
        for (int percent : new int[] {3, 50, 90, 99}) {
          compare(PromptOracle.noise(width, height, percent, random));
        }
      }
    }
  }

  @Test
  void distancesWithinSmoothShapesEqualASearchOfAllPixels_seed12() {
    Random random = new Random(12);
    for (int run = 0; run < 40; run++) {
      double radius = 2 + 40 * random.nextDouble();
      double x0 = 61 * random.nextDouble();
      double y0 = 59 * random.nextDouble();
      double stretch = 0.3 + random.nextDouble();
      compare(Mask.of(61, 59, (x, y) -> Math.hypot((x - x0) * stretch, y - y0) < radius));
    }
  }

  @Test
  void fullImageIsSurroundedByUnsetPixels() {
    compare(Mask.of(1021, 5, (x, y) -> true));
    compare(Mask.of(5, 131, (x, y) -> true));
  }

  @Test
  void emptyMaskHasNoDistance() {
    Mask empty = Mask.empty(5, 3);
    SquaredDistances distances = SquaredDistances.of(empty);

    assertThat(distances.at(0, 0)).isZero();
    assertThat(distances.maximum(empty)).isZero();
    assertThat(distances.pixels(0, empty, true)).isEmpty();
  }

  @Test
  void maximumAndPlacesKeepToThePartAskedFor() {
    Mask mask = PromptOracle.drawn(
        ".......", //
        ".###...", ".###.##", ".###...");
    SquaredDistances distances = SquaredDistances.of(mask);
    Mask right = Mask.of(7, 4, (x, y) -> x > 4 && mask.get(x, y));

    assertThat(distances.maximum(mask)).isEqualTo(4);
    assertThat(distances.maximum(right)).isEqualTo(1);
    assertThat(distances.pixels(1, right, false))
        .containsExactly(new Prompt.Point(5, 2, false), new Prompt.Point(6, 2, false));
  }

  private static void compare(Mask mask) {
    SquaredDistances distances = SquaredDistances.of(mask);
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        assertThat(distances.at(x, y))
            .as("(%s, %s) of %s", x, y, mask)
            .isEqualTo(naive(mask, x, y));
      }
    }
  }

  /** Searches squares of increasing size around the pixel until none can contain a nearer one. */
  private static int naive(Mask mask, int x, int y) {
    int least = Integer.MAX_VALUE;
    for (int reach = 0; reach * reach < least; reach++) {
      for (int v = y - reach; v <= y + reach; v++) {
        for (int u = x - reach; u <= x + reach; u++) {
          boolean inside = u >= 0 && u < mask.width() && v >= 0 && v < mask.height();
          if (!inside || !mask.get(u, v)) {
            least = Math.min(least, (u - x) * (u - x) + (v - y) * (v - y));
          }
        }
      }
    }
    return least;
  }
}
