// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.Spacing;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SliceTest {
  private static final int NX = 3;
  private static final int NY = 4;
  private static final int NZ = 5;

  /** Each value spells its indices: 100 i + 10 j + k. */
  private static Volume numbered(Geometry geometry) {
    short[] voxels = new short[NX * NY * NZ];
    for (int k = 0, at = 0; k < NZ; k++) {
      for (int j = 0; j < NY; j++) {
        for (int i = 0; i < NX; i++) {
          voxels[at++] = (short) (100 * i + 10 * j + k);
        }
      }
    }
    return Volume.of(VolumeShape.of(NX, NY, NZ), geometry, voxels);
  }

  @Test
  void acrossTheThirdAxisColumnsAreTheFirstAndRowsTheSecond() {
    Slice slice =
        numbered(Geometry.of(new Spacing(1, 2, 3))).slices(Axis.THROUGH_PLANE).get(4);

    assertThat(slice.width()).isEqualTo(NX);
    assertThat(slice.height()).isEqualTo(NY);
    assertThat(slice.value(2, 1)).isEqualTo(214);
    assertThat(slice.columnSpacing()).isEqualTo(1);
    assertThat(slice.rowSpacing()).isEqualTo(2);
    assertRowsAreThePixels(slice);
  }

  @Test
  void acrossTheSecondAxisColumnsAreTheFirstAndRowsTheThird() {
    Slice slice =
        numbered(Geometry.of(new Spacing(1, 5, 3))).slices(Axis.THROUGH_PLANE).get(2);

    assertThat(slice.width()).isEqualTo(NX);
    assertThat(slice.height()).isEqualTo(NZ);
    assertThat(slice.value(1, 3)).isEqualTo(123);
    assertThat(slice.columnSpacing()).isEqualTo(1);
    assertThat(slice.rowSpacing()).isEqualTo(3);
    assertRowsAreThePixels(slice);
  }

  @Test
  void acrossTheFirstAxisColumnsAreTheSecondAndRowsTheThird() {
    Slice slice =
        numbered(Geometry.of(new Spacing(4, 2, 3))).slices(Axis.THROUGH_PLANE).get(1);

    assertThat(slice.width()).isEqualTo(NY);
    assertThat(slice.height()).isEqualTo(NZ);
    assertThat(slice.value(3, 2)).isEqualTo(132);
    assertThat(slice.columnSpacing()).isEqualTo(2);
    assertThat(slice.rowSpacing()).isEqualTo(3);
    assertRowsAreThePixels(slice);
  }

  private static void assertRowsAreThePixels(Slice slice) {
    double[] row = new double[slice.width()];
    for (int y = 0; y < slice.height(); y++) {
      slice.readRow(y, row);
      for (int x = 0; x < row.length; x++) {
        assertThat(row[x]).isEqualTo(slice.value(x, y));
      }
    }
  }

  @Test
  void throughPlaneIsTheThirdAxisUnlessAnotherIsClearlyLarger() {
    assertThat(throughPlane(1, 1, 1)).isEqualTo(2);
    assertThat(throughPlane(1, 3, 3)).isEqualTo(2);
    assertThat(throughPlane(3, 3, 1)).isEqualTo(2);
    assertThat(throughPlane(1.00001, 1, 1)).isEqualTo(2);
    assertThat(throughPlane(5, 1, 3)).isEqualTo(0);
    assertThat(throughPlane(1, 5, 3)).isEqualTo(1);
  }

  private static int throughPlane(double x, double y, double z) {
    return Axis.THROUGH_PLANE.arrayAxis(Geometry.of(new Spacing(x, y, z)));
  }

  @Test
  void anatomicalAxesFollowTheWorld() {
    Geometry psr = Geometry.of(Affine.ofRows(0, 0, 1, 0, -1, 0, 0, 0, 0, 1, 0, 0));

    assertThat(psr.axisCodes()).isEqualTo("PSR");
    assertThat(Axis.CORONAL.arrayAxis(psr)).isEqualTo(0);
    assertThat(Axis.AXIAL.arrayAxis(psr)).isEqualTo(1);
    assertThat(Axis.SAGITTAL.arrayAxis(psr)).isEqualTo(2);
  }

  @Test
  void obliqueAxesGetTheNearestDirections() {
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    Geometry turned = Geometry.of(Affine.ofRows(c, -s, 0, 0, s, c, 0, 0, 0, 0, -3, 0));
    Geometry further = Geometry.of(Affine.ofRows(s, -c, 0, 0, c, s, 0, 0, 0, 0, -3, 0));

    assertThat(turned.axisCodes()).isEqualTo("RAI");
    assertThat(further.axisCodes()).isEqualTo("ALI");
  }

  @Test
  void labelsNeedNearbyValues() {
    Slice slice = Volume.of(
            VolumeShape.of(5, 1, 1),
            Geometry.of(new Spacing(1, 1, 1)),
            2,
            2.0009,
            1.9991,
            2.0011,
            Double.NaN)
        .slices(Axis.THROUGH_PLANE)
        .get(0);

    assertThat(slice.label(2).toByteArray(1)).containsExactly(1, 1, 1, 0, 0);
  }

  @Test
  void foregroundIsAboveZero() {
    Slice slice = Volume.of(
            VolumeShape.of(4, 1, 1), Geometry.of(new Spacing(1, 1, 1)), 0, 1e-12, -1, Double.NaN)
        .slices(Axis.THROUGH_PLANE)
        .get(0);

    assertThat(slice.foreground().toByteArray(1)).containsExactly(0, 1, 0, 0);
  }

  @Test
  void masksWiderThanAWordAreRight() {
    short[] voxels = new short[131 * 2];
    voxels[130] = 1;
    voxels[131 + 64] = 1;
    Slice slice = Volume.of(VolumeShape.of(131, 2, 1), Geometry.of(new Spacing(1, 1, 1)), voxels)
        .slices(Axis.THROUGH_PLANE)
        .get(0);

    assertThat(slice.label(1).area()).isEqualTo(2);
    assertThat(slice.label(1).get(130, 0)).isTrue();
    assertThat(slice.label(1).get(64, 1)).isTrue();
  }

  @Test
  void slicesOfSeveralFramesNeedAChoice() {
    Volume volume = Volume.of(
        new VolumeShape(1, 1, 2, 2), Geometry.of(new Spacing(1, 1, 1)), new short[] {1, 2, 3, 4});

    assertThatThrownBy(() -> volume.slices(Axis.THROUGH_PLANE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("frames=2")
        .hasMessageContaining("choose one with frame(int)");
    List<Slice> slices = volume.frame(1).slices(Axis.THROUGH_PLANE);
    assertThat(slices).hasSize(2);
    assertThat(slices.get(1).value(0, 0)).isEqualTo(4);
    assertThat(slices.get(1).index()).isEqualTo(1);
  }

  @Test
  void pixelsOutsideAreRefused() {
    List<Slice> slices = numbered(Geometry.of(new Spacing(1, 1, 1))).slices(Axis.THROUGH_PLANE);

    assertThatThrownBy(() -> slices.get(NZ)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slices.get(0).value(NX, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slices.get(0).readRow(NY, new double[NX]))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void arrayAxisCanBeGivenByItsNumber() {
    Volume volume =
        Volume.of(VolumeShape.of(2, 3, 4), Geometry.of(new Spacing(9, 1, 1)), new short[24]);

    for (int axis = 0; axis < 3; axis++) {
      assertThat(volume.slices(axis)).hasSize(volume.shape().length(axis));
      assertThat(volume.slices(axis).get(0).arrayAxis()).isEqualTo(axis);
    }
    assertThatThrownBy(() -> volume.slices(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
