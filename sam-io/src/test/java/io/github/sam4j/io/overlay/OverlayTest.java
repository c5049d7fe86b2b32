// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import org.junit.jupiter.api.Test;

final class OverlayTest {
  private static final Overlay.Colour ORANGE = new Overlay.Colour(230, 159, 0);
  private static final RgbImage BLACK = RgbImage.of(7, 6, new byte[7 * 6 * 3]);

  /** Draws the red channel: '#' where it is lit, '.' elsewhere. */
  private static String drawn(RgbImage image) {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        text.append(image.sample(x, y, 0) > 0 ? '#' : '.');
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Test
  void fillsAreBlended() {
    RgbImage base = RgbImage.of(2, 1, new byte[] {100, 100, 100, 100, 100, 100});
    Mask left = Mask.of(2, 1, (x, y) -> x == 0);

    RgbImage image = Overlay.on(base).fill(left, ORANGE, 0.5).render();

    assertThat(image.toByteArray()).containsExactly((byte) 165, (byte) 130, 50, 100, 100, 100);
    assertThat(Overlay.on(base).fill(left, ORANGE, 0).render()).isEqualTo(base);
  }

  @Test
  void outlinesFollowTheBorderAndTheHole() {
    Mask ring = Mask.of(7, 6, (x, y) -> x >= 1 && y >= 1 && !(x == 4 && y == 3));

    RgbImage image = Overlay.on(BLACK).outline(ring, ORANGE).render();

    assertThat(drawn(image)).isEqualTo("""
        .......
        .######
        .#..#.#
        .#.#.##
        .#..#.#
        .######
        """);
  }

  @Test
  void enlargedPixelsAreSquaresAndLinesStayThin() {
    Mask pixel = Mask.of(7, 6, (x, y) -> x == 1 && y == 1);
    RgbImage small = RgbImage.of(7, 6, new byte[7 * 6 * 3]);

    RgbImage image = Overlay.on(small).enlarged(3).outline(pixel, ORANGE).render();

    assertThat(image.width()).isEqualTo(21);
    assertThat(image.height()).isEqualTo(18);
    assertThat(drawn(image).lines().skip(2).limit(5))
        .containsExactly(
            ".....................",
            "...###...............",
            "...#.#...............",
            "...###...............",
            ".....................");
  }

  @Test
  void enlargingRepeatsPixels() {
    RgbImage base = RgbImage.ofGrey(2, 1, new byte[] {1, 2});

    RgbImage image = Overlay.on(base).enlargedToAtLeast(5).render();

    assertThat(image)
        .isEqualTo(RgbImage.ofGrey(
            6, 3, new byte[] {1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2}));
    assertThat(Overlay.on(base).enlargedToAtLeast(1).render()).isEqualTo(base);
  }

  @Test
  void laterLayersAreOnTop() {
    Mask all = Mask.empty(7, 6).not();

    RgbImage image = Overlay.on(BLACK)
        .fill(all, ORANGE, 1)
        .fill(all, new Overlay.Colour(1, 2, 3), 1)
        .render();

    assertThat(image.sample(3, 3, 2)).isEqualTo(3);
    assertThat(image.sample(3, 3, 0)).isEqualTo(1);
  }

  @Test
  void overlaysAreValues() {
    Overlay plain = Overlay.on(BLACK);

    plain.fill(Mask.empty(7, 6).not(), ORANGE, 1);

    assertThat(plain.render()).isEqualTo(BLACK);
  }

  @Test
  void emptyMasksDrawNothing() {
    assertThat(Overlay.on(BLACK).outline(Mask.empty(7, 6), ORANGE).render()).isEqualTo(BLACK);
  }

  @Test
  void wrongSizesAndValuesAreRefused() {
    Overlay overlay = Overlay.on(BLACK);

    assertThatThrownBy(() -> overlay.fill(Mask.empty(6, 7), ORANGE, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a mask of 7x6, got 6x7");
    assertThatThrownBy(() -> overlay.fill(Mask.empty(7, 6), ORANGE, 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("opacity=1.5");
    assertThatThrownBy(() -> overlay.enlarged(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> overlay.enlarged(10_000)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Overlay.Colour(0, 256, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("green=256");
  }

  @Test
  void paletteStartsOver() {
    assertThat(Overlay.Colour.ofPalette(0)).isEqualTo(ORANGE);
    assertThat(Overlay.Colour.ofPalette(7)).isEqualTo(ORANGE);
    assertThat(Overlay.Colour.palette()).doesNotHaveDuplicates().hasSize(7);
  }
}
