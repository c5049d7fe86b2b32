// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.image.Spacing;
import org.junit.jupiter.api.Test;

final class GeometryTest {
  private static final VolumeShape SHAPE = VolumeShape.of(11, 5, 3);
  private static final Geometry GEOMETRY = Geometry.of(new Spacing(1, 2, 4));

  @Test
  void farthestCornerDecidesWhetherGeometriesDiffer() {
    Geometry longer = Geometry.of(new Spacing(1.0625, 2, 4));

    assertThat(GEOMETRY.difference(longer, SHAPE, 0.625)).isEmpty();
    assertThat(GEOMETRY.difference(longer, SHAPE, 0.624))
        .hasValueSatisfying(text -> assertThat(text).contains("voxel (10, 0, 0) is 0.625 mm off"));
  }

  @Test
  void everyAxisIsLookedAt() {
    for (Spacing other :
        new Spacing[] {new Spacing(2, 2, 4), new Spacing(1, 3, 4), new Spacing(1, 2, 5)}) {
      assertThat(GEOMETRY.difference(Geometry.of(other), SHAPE, 1)).isPresent();
    }
    assertThat(GEOMETRY.difference(GEOMETRY, SHAPE, 0)).isEmpty();
  }
}
