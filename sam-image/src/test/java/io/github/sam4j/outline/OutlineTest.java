// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.outline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.mask.Mask;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class OutlineTest {
  private static Mask mask(String... rows) {
    return Mask.of(rows[0].length(), rows.length, (x, y) -> rows[y].charAt(x) == '#');
  }

  private static Outline.Polygon polygon(Ring outer, Ring... holes) {
    return new Outline.Polygon(outer, List.of(holes));
  }

  @Test
  void pixelIsASquare() {
    assertThat(Outline.of(mask("...", ".#.")).polygons())
        .containsExactly(polygon(Ring.of(1, 1, 2, 1, 2, 2, 1, 2)));
  }

  @Test
  void emptyMaskHasNoPolygon() {
    assertThat(Outline.of(Mask.empty(3, 2)).polygons()).isEmpty();
    assertThat(Outline.of(Mask.empty(3, 2)).toMask(3, 2)).isEqualTo(Mask.empty(3, 2));
  }

  @Test
  void pixelsTouchingAtACornerAreApart() {
    assertThat(Outline.of(mask(".#", "#.")).polygons())
        .containsExactly(
            polygon(Ring.of(1, 0, 2, 0, 2, 1, 1, 1)), polygon(Ring.of(0, 1, 1, 1, 1, 2, 0, 2)));
  }

  @Test
  void holesTouchingAtACornerAreApart() {
    assertThat(Outline.of(mask("####", "#.##", "##.#", "####")).polygons())
        .containsExactly(polygon(
            Ring.of(0, 0, 4, 0, 4, 4, 0, 4),
            Ring.of(1, 1, 1, 2, 2, 2, 2, 1),
            Ring.of(2, 2, 2, 3, 3, 3, 3, 2)));
  }

  @Test
  void holeTouchingTheOutsideIsCutOff() {
    List<Outline.Polygon> polygons = Outline.of(mask("###", "#.#", "##.")).polygons();

    assertThat(polygons).hasSize(1);
    assertThat(polygons.get(0).outer().signedArea()).isEqualTo(8);
    assertThat(polygons.get(0).holes()).hasSize(1);
    assertThat(polygons.get(0).holes().get(0).signedArea()).isEqualTo(-1);
  }

  @Test
  void islandInAHoleIsAPolygon() {
    Outline outline = Outline.of(mask("#####", "#...#", "#.#.#", "#...#", "#####"));

    assertThat(outline.polygons()).hasSize(2);
    assertThat(outline.polygons().get(0).holes()).hasSize(1);
    assertThat(outline.polygons().get(1)).isEqualTo(polygon(Ring.of(2, 2, 3, 2, 3, 3, 2, 3)));
  }

  @Test
  void randomMasksComeBackFromSimpleRings() {
    Random random = new Random(18);
    for (int i = 0; i < 10_000; i++) {
      double density = random.nextDouble();
      Mask mask = Mask.of(
          1 + random.nextInt(i % 100 == 0 ? 130 : 14),
          1 + random.nextInt(14),
          (x, y) -> random.nextDouble() < density);

      Outline outline = Outline.of(mask);

      assertThat(outline.toMask(mask.width(), mask.height())).as("mask %d", i).isEqualTo(mask);
      checkPolygons(outline, mask);
    }
  }

  /** Each set of joined pixels is exactly one polygon, made of rings that don't meet themselves. */
  private static void checkPolygons(Outline outline, Mask mask) {
    int width = mask.width();
    int height = mask.height();
    Mask rest = mask;
    for (Outline.Polygon polygon : outline.polygons()) {
      Mask pixels = new Outline(List.of(polygon)).toMask(width, height);
      Mask joined = joined(mask, polygon.outer().x(0), polygon.outer().y(0));
      assertThat(pixels).isEqualTo(joined);
      rest = rest.andNot(pixels);
      checkRing(polygon.outer());
      double area = polygon.outer().signedArea();
      assertThat(area).isPositive();
      for (Ring hole : polygon.holes()) {
        checkRing(hole);
        assertThat(hole.signedArea()).isNegative();
        area += hole.signedArea();
      }
      assertThat(area).isEqualTo((double) pixels.area());
    }
    assertThat(rest.isEmpty()).isTrue();
  }

  private static void checkRing(Ring ring) {
    Set<List<Integer>> points = new HashSet<>();
    for (int i = 0; i < ring.size(); i++) {
      int next = (i + 1) % ring.size();
      int x = ring.x(i);
      int y = ring.y(i);
      assertThat(x == ring.x(next)).isNotEqualTo(y == ring.y(next));
      assertThat(x == ring.x(next)).isEqualTo((i % 2 == 1) != (ring.x(0) == ring.x(1)));
      while (x != ring.x(next) || y != ring.y(next)) {
        assertThat(points.add(List.of(x, y))).as("first visit in %s", ring).isTrue();
        x += Integer.signum(ring.x(next) - x);
        y += Integer.signum(ring.y(next) - y);
      }
    }
  }

  private static Mask joined(Mask mask, int x, int y) {
    boolean[][] seen = new boolean[mask.height()][mask.width()];
    Deque<int[]> open = new ArrayDeque<>();
    open.add(new int[] {x, y});
    while (!open.isEmpty()) {
      int[] at = open.remove();
      boolean inside = at[0] >= 0 && at[1] >= 0 && at[0] < mask.width() && at[1] < mask.height();
      if (inside && mask.get(at[0], at[1]) && !seen[at[1]][at[0]]) {
        seen[at[1]][at[0]] = true;
        open.add(new int[] {at[0] - 1, at[1]});
        open.add(new int[] {at[0] + 1, at[1]});
        open.add(new int[] {at[0], at[1] - 1});
        open.add(new int[] {at[0], at[1] + 1});
      }
    }
    return Mask.of(mask.width(), mask.height(), (column, row) -> seen[row][column]);
  }

  @Test
  void maskHasThePixelsWhoseCentresAreInside() {
    Outline triangle = new Outline(List.of(polygon(Ring.of(0, 0, 4, 0, 0, 4))));

    assertThat(triangle.toMask(4, 4)).isEqualTo(mask("###.", "##..", "#...", "...."));
  }

  @Test
  void whatLiesOutsideOfTheMaskIsIgnored() {
    Outline square = new Outline(List.of(polygon(Ring.of(-5, -5, 2, -5, 2, 9, -5, 9))));

    assertThat(square.toMask(3, 2)).isEqualTo(mask("##.", "##."));
    assertThat(new Outline(List.of(polygon(Ring.of(9, 0, 12, 0, 12, 2, 9, 2)))).toMask(3, 2))
        .isEqualTo(Mask.empty(3, 2));
  }

  @Test
  void ringsHaveThreeCornersAtLeast() {
    assertThatThrownBy(() -> Ring.of(0, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least three corners, got 4 numbers");
  }
}
