// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.automatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PointGridTest {
  @Test
  void regularGridIsTheCentresOfEqualCellsRowByRow() {
    PointGrid grid = PointGrid.regular(2);

    assertThat(grid)
        .isEqualTo(PointGrid.of(
            new double[] {0.25, 0.25},
            new double[] {0.75, 0.25},
            new double[] {0.25, 0.75},
            new double[] {0.75, 0.75}));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 32, 1024})
  void regularGridHasEvenSteps(int n) {
    PointGrid grid = PointGrid.regular(n);

    assertThat(grid.size()).isEqualTo(n * n);
    for (int i = 0; i < n * n; i++) {
      int row = i / n;
      int column = i - row * n;
      assertThat(grid.x(i)).isEqualTo((column + 0.5) / n, within(1e-15));
      assertThat(grid.y(i)).isEqualTo((row + 0.5) / n, within(1e-15));
    }
    assertThat(grid.x(n - 1)).as("the last centre mirrors the first").isEqualTo(1 - grid.x(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1025, Integer.MAX_VALUE})
  void numberOfPointsOutOfRangeIsRefused(int n) {
    assertThatThrownBy(() -> PointGrid.regular(n))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[1, 1024]")
        .hasMessageContaining("got " + n);
  }

  static Stream<double[]> wrongPoints() {
    return Stream.of(
        new double[] {-0.01, 0.5},
        new double[] {0.5, 1.01},
        new double[] {Double.NaN, 0.5},
        new double[] {0.5, Double.NaN},
        new double[] {0.5},
        new double[] {0.5, 0.5, 1});
  }

  @ParameterizedTest
  @MethodSource("wrongPoints")
  void pointOutOfRangeIsRefused(double[] point) {
    assertThatThrownBy(() -> PointGrid.of(new double[] {0, 1}, point))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Arrays.toString(point))
        .hasMessageContaining("index 1");
  }

  @Test
  void gridWithoutPointsAndGridOfTooManyAreRefused() {
    double[][] many = new double[PointGrid.MAX_POINTS + 1][];

    assertThatThrownBy(PointGrid::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
    assertThatThrownBy(() -> PointGrid.of(many))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got " + many.length);
  }

  @Test
  void pointsAreCopied() {
    double[] point = {0.5, 0.25};
    PointGrid grid = PointGrid.of(point);

    point[0] = 1;

    assertThat(grid.x(0)).isEqualTo(0.5);
    assertThat(grid.y(0)).isEqualTo(0.25);
  }

  @Test
  void gridsOfEqualPointsAreEqual() {
    assertThat(PointGrid.regular(3)).isEqualTo(PointGrid.regular(3));
    assertThat(PointGrid.regular(3)).hasSameHashCodeAs(PointGrid.regular(3));
    assertThat(PointGrid.regular(3)).isNotEqualTo(PointGrid.regular(4));
    assertThat(PointGrid.regular(3).toString()).contains("9");
  }

  @Test
  void signOfZeroMakesNoOtherGrid() {
    assertThat(PointGrid.of(new double[] {-0.0, 0.5}, new double[] {1, -0.0}))
        .isEqualTo(PointGrid.of(new double[] {0, 0.5}, new double[] {1, 0}));
  }
}
