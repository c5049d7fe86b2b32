// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import org.junit.jupiter.api.Test;

final class LabelVolumeTest {
  private static final Volume IMAGE =
      Volume.of(VolumeShape.of(3, 4, 5), Geometry.of(new Spacing(1, 1, 1)), new float[60]);

  private static Mask pixel(int width, int height, int px, int py) {
    return Mask.of(width, height, (x, y) -> x == px && y == py);
  }

  @Test
  void masksLandWhereTheirSlicesAre() {
    LabelVolume axial =
        LabelVolume.builder(IMAGE, Axis.AXIAL).set(4, pixel(3, 4, 2, 1), 7).build();
    LabelVolume coronal =
        LabelVolume.builder(IMAGE, Axis.CORONAL).set(1, pixel(3, 5, 2, 4), 7).build();
    LabelVolume sagittal =
        LabelVolume.builder(IMAGE, Axis.SAGITTAL).set(2, pixel(4, 5, 1, 4), 7).build();

    for (LabelVolume labels : new LabelVolume[] {axial, coronal, sagittal}) {
      assertThat(labels.label(2, 1, 4)).isEqualTo(7);
      assertThat(labels.asVolume().sum()).isEqualTo(7);
    }
  }

  @Test
  void slicesGiveTheMasksBack() {
    Mask mask = Mask.of(4, 5, (x, y) -> (x * 7 + y * 3) % 4 == 0);
    for (Axis axis : new Axis[] {Axis.AXIAL, Axis.CORONAL, Axis.SAGITTAL}) {
      Slice like = IMAGE.slices(axis).get(1);
      Mask fitting = Mask.of(like.width(), like.height(), (x, y) -> mask.get(x % 4, y % 5));

      LabelVolume labels = LabelVolume.builder(IMAGE, axis).set(1, fitting, 3).build();

      assertThat(labels.asVolume().slices(axis).get(1).label(3)).isEqualTo(fitting);
      assertThat(labels.asVolume().slices(axis).get(0).foreground().isEmpty()).isTrue();
    }
  }

  @Test
  void laterMasksOverwriteAndZeroClears() {
    Mask all = Mask.empty(3, 4).not();
    LabelVolume labels = LabelVolume.builder(IMAGE, Axis.AXIAL)
        .set(0, all, 1)
        .set(0, pixel(3, 4, 0, 0), 2)
        .set(0, pixel(3, 4, 1, 0), 0)
        .build();

    assertThat(labels.label(0, 0, 0)).isEqualTo(2);
    assertThat(labels.label(1, 0, 0)).isZero();
    assertThat(labels.label(2, 0, 0)).isEqualTo(1);
  }

  @Test
  void elementTypeFollowsTheLargestLabel() {
    assertThat(withLabel(255).asVolume().elementType()).isEqualTo(ElementType.UINT8);
    assertThat(withLabel(256).asVolume().elementType()).isEqualTo(ElementType.UINT16);
    assertThat(withLabel(65_535).label(0, 0, 0)).isEqualTo(65_535);
  }

  private static LabelVolume withLabel(int label) {
    return LabelVolume.builder(IMAGE, Axis.AXIAL)
        .set(0, pixel(3, 4, 0, 0), label)
        .build();
  }

  @Test
  void wrongSlicesSizesAndLabelsAreRefused() {
    LabelVolume.Builder builder = LabelVolume.builder(IMAGE, Axis.AXIAL);

    assertThatThrownBy(() -> builder.set(5, Mask.empty(3, 4), 1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("sliceIndex=5");
    assertThatThrownBy(() -> builder.set(0, Mask.empty(4, 3), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected a mask of 3x4, got 4x3");
    assertThatThrownBy(() -> builder.set(0, Mask.empty(3, 4), 65_536))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("label=65536");
  }
}
