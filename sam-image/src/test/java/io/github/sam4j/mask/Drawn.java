// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.mask;

/** Masks drawn as text, one string a row: {@code #} is set, {@code .} is not. */
final class Drawn {
  private Drawn() {}

  static Mask mask(String... rows) {
    return Mask.of(rows[0].length(), rows.length, (x, y) -> rows[y].charAt(x) == '#');
  }

  static String text(Mask mask) {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        text.append(mask.get(x, y) ? '#' : '.');
      }
      text.append('\n');
    }
    return text.toString();
  }
}
