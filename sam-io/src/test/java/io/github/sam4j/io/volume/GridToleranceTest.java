// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.Spacing;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GridToleranceTest {
  private static final VolumeShape SHAPE = VolumeShape.of(11, 5, 3);
  private static final Geometry GEOMETRY = Geometry.of(new Spacing(1, 2, 4));

  private static Optional<String> difference(double voxels, Geometry other) {
    return new GridTolerance(voxels).difference(GEOMETRY, other, SHAPE);
  }

  @Test
  void farthestCornerDecidesWhetherGridsDiffer() {
    Geometry longer = Geometry.of(new Spacing(1.0625, 2, 4));

    assertThat(difference(0.625, longer)).isEmpty();
    assertThat(difference(0.624, longer))
        .hasValueSatisfying(text -> assertThat(text)
            .contains("voxel (10, 0, 0) is 0.625 mm off", "at most 0.624", "1.0625"));
  }

  @Test
  void toleranceIsOfTheShortestSideOfAVoxel() {
    Geometry fine = Geometry.of(new Spacing(0.1, 2, 4));
    Geometry moved = Geometry.of(Affine.ofRows(0.1, 0, 0, 0, 0, 2, 0, 0.06, 0, 0, 4, 0));

    assertThat(GridTolerance.DEFAULT.difference(fine, moved, SHAPE))
        .hasValueSatisfying(text -> assertThat(text)
            .contains("0.06 mm off", "0.6 of a voxel's shortest side", "at most 0.5 (0.05 mm)"));
    assertThat(new GridTolerance(0.61).difference(fine, moved, SHAPE)).isEmpty();
  }

  @Test
  void everyAxisIsLookedAt() {
    for (Spacing other :
        new Spacing[] {new Spacing(2, 2, 4), new Spacing(1, 3, 4), new Spacing(1, 2, 5)}) {
      assertThat(difference(1, Geometry.of(other))).isPresent();
      assertThat(difference(Double.POSITIVE_INFINITY, Geometry.of(other))).isEmpty();
    }
    assertThat(difference(0, GEOMETRY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN})
  void toleranceIsADistance(double voxels) {
    assertThatThrownBy(() -> new GridTolerance(voxels))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 0");
  }

  @Test
  void volumesWithoutPositionsAreNotCompared() {
    Volume here = volume(GEOMETRY, /* positioned= */ true);
    Geometry other = Geometry.of(new Spacing(9, 9, 9));

    assertThat(GridTolerance.DEFAULT.difference(here, volume(other, true))).isPresent();
    assertThat(GridTolerance.DEFAULT.difference(here, volume(other, false))).isEmpty();
    assertThat(GridTolerance.DEFAULT.difference(volume(other, false), here)).isEmpty();
  }

  private static Volume volume(Geometry geometry, boolean positioned) {
    SourceHeader header = new SourceHeader() {
      @Override
      public String geometrySource() {
        return "test";
      }

      @Override
      public boolean isPositioned() {
        return positioned;
      }
    };
    VolumeShape voxel = VolumeShape.of(2, 1, 1);
    return Volume.builder(voxel, ElementType.UINT8, geometry)
        .sourceHeader(header)
        .addPlane(ByteBuffer.allocate(2))
        .build();
  }
}
