// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** Objects to ask about. */
final class TestObjects {
  private TestObjects() {}

  static SliceObject of(Mask truth) {
    return new SliceObject("case", 7, "organ", truth, Spacing.UNIT, OptionalLong.of(5000));
  }

  /** Draws a mask: rows of characters, of which {@code #} is set. */
  static Mask drawn(String... rows) {
    return Mask.of(rows[0].length(), rows.length, (x, y) -> rows[y].charAt(x) == '#');
  }

  /** A rectangle with its last column and row. */
  static Mask rectangle(int width, int height, int x0, int y0, int x1, int y1) {
    return Mask.of(width, height, (x, y) -> x >= x0 && x <= x1 && y >= y0 && y <= y1);
  }

  /** Some discs, anywhere and perhaps cut by the border, at least one pixel. */
  static Mask random(int width, int height, long seed) {
    Random random = new Random(seed);
    List<int[]> discs = random
        .ints(1 + random.nextInt(4), 0, width * height)
        .mapToObj(i -> new int[] {i % width, i / width, 1 + random.nextInt(5)})
        .toList();
    return Mask.of(
        width,
        height,
        (x, y) -> discs.stream().anyMatch(disc -> Math.hypot(x - disc[0], y - disc[1]) < disc[2]));
  }
}
