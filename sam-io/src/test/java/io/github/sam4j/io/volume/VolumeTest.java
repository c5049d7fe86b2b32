// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.LabelGrid;
import io.github.sam4j.mask.VoxelMask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

final class VolumeTest {
  private static final Geometry GEOMETRY = Geometry.of(new Spacing(1, 1, 1));

  @Test
  void voxelsInCodeAreKept() {
    VolumeShape shape = VolumeShape.of(2, 1, 2);

    Volume shorts = Volume.of(shape, GEOMETRY, (short) 1, (short) -2, (short) 3, (short) 4);
    Volume floats = Volume.of(shape, GEOMETRY, 0.5f, 1, 2, 3);
    Volume doubles = Volume.of(shape, GEOMETRY, 0.1, 1, 2, 3);

    assertThat(shorts.value(1, 0, 0)).isEqualTo(-2);
    assertThat(shorts.value(0, 0, 1)).isEqualTo(3);
    assertThat(shorts.elementType()).isEqualTo(ElementType.INT16);
    assertThat(floats.value(0, 0, 0)).isEqualTo(0.5);
    assertThat(doubles.value(0, 0, 0)).isEqualTo(0.1);
  }

  @Test
  void laterChangesOfTheArrayDoNotShow() {
    short[] voxels = {1, 2};
    Volume volume = Volume.of(VolumeShape.of(2, 1, 1), GEOMETRY, voxels);

    voxels[0] = 9;

    assertThat(volume.value(0, 0, 0)).isEqualTo(1);
    assertThat(volume.storedPlane(0, 0).isReadOnly()).isTrue();
  }

  @Test
  void wrongCountOfVoxelsIsRefused() {
    assertThatThrownBy(() -> Volume.of(VolumeShape.of(2, 2, 2), GEOMETRY, new float[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected 8 voxels")
        .hasMessageContaining("got 7");
  }

  @Test
  void builderRefusesWrongPlanes() {
    Volume.Builder builder = Volume.builder(VolumeShape.of(2, 1, 1), ElementType.INT16, GEOMETRY);

    assertThatThrownBy(() -> builder.addPlane(ByteBuffer.allocate(3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected 1 planes, got 0");
    builder.addPlane(ByteBuffer.allocate(4));
    assertThatThrownBy(() -> builder.addPlane(ByteBuffer.allocate(4)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void planesOfEitherByteOrderAreTaken() {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      ByteBuffer plane =
          ByteBuffer.allocate(8).order(order).putInt(-7).putInt(1_000_000).flip();

      Volume volume = Volume.builder(VolumeShape.of(2, 1, 1), ElementType.INT32, GEOMETRY)
          .addPlane(plane)
          .build();

      assertThat(volume.value(0, 0, 0)).isEqualTo(-7);
      assertThat(volume.value(1, 0, 0)).isEqualTo(1_000_000);
    }
  }

  @Test
  void statisticsLeaveOutWhatIsNotFinite() {
    Volume volume = Volume.of(
        VolumeShape.of(5, 1, 1),
        GEOMETRY,
        Double.NaN,
        2,
        Double.POSITIVE_INFINITY,
        -3,
        Double.NEGATIVE_INFINITY);

    assertThat(volume.minimum()).isEqualTo(-3);
    assertThat(volume.maximum()).isEqualTo(2);
    assertThat(volume.sum()).isEqualTo(-1);
  }

  @Test
  void statisticsWithoutFiniteVoxelsAreNaN() {
    Volume volume = Volume.of(VolumeShape.of(1, 1, 1), GEOMETRY, Double.NaN);

    assertThat(volume.minimum()).isNaN();
    assertThat(volume.maximum()).isNaN();
    assertThat(volume.sum()).isZero();
  }

  @Test
  void labelsAreCountedWithoutTheBackground() {
    Volume volume = Volume.of(VolumeShape.of(6, 1, 1), GEOMETRY, 0f, 2f, 1f, 2f, 1.0004f, -1f);

    assertThat(volume.labels().orElseThrow())
        .containsExactly(
            java.util.Map.entry(-1, 1L), java.util.Map.entry(1, 2L), java.util.Map.entry(2, 2L));
  }

  @Test
  void valuesThatAreNoLabelsMakeLabelsEmpty() {
    for (double value : new double[] {0.5, 1.002, Double.NaN, Double.POSITIVE_INFINITY, 1e12}) {
      assertThat(Volume.of(VolumeShape.of(2, 1, 1), GEOMETRY, 1, value).labels())
          .isEmpty();
    }
  }

  @Test
  void tooManyLabelsMakeLabelsEmpty() {
    float[] voxels = new float[65_537];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = i;
    }

    assertThat(Volume.of(VolumeShape.of(voxels.length, 1, 1), GEOMETRY, voxels).labels())
        .isEmpty();
    voxels[65_536] = 5;
    assertThat(Volume.of(VolumeShape.of(voxels.length, 1, 1), GEOMETRY, voxels).labels())
        .hasValueSatisfying(labels -> assertThat(labels).hasSize(65_535));
  }

  @Test
  void labelsAreReadAsAGrid() {
    Volume volume = Volume.of(VolumeShape.of(3, 1, 2), GEOMETRY, 1.0004f, 0, -2, 3, 2.9996f, 0);

    LabelGrid labels = volume.asLabels();

    int[] row = new int[3];
    labels.readRow(0, 1, row);
    assertThat(row).containsExactly(3, 3, 0);
    labels.readRow(0, 0, row);
    assertThat(row).containsExactly(1, 0, -2);
    assertThat(VoxelMask.foreground(labels).count()).isEqualTo(3);
    assertThatThrownBy(() -> labels.readRow(1, 0, row))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void valuesThatAreNoLabelsAreNoGrid() {
    Volume halves = Volume.of(VolumeShape.of(2, 1, 1), GEOMETRY, 0.5f, 1);
    Volume frames = Volume.of(new VolumeShape(1, 1, 1, 2), GEOMETRY, (short) 0, (short) 1);

    assertThatThrownBy(halves::asLabels)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("whole numbers");
    assertThatThrownBy(frames::asLabels)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("frames=2");
  }

  @Test
  void picturesHaveOnePlane() {
    Volume.Builder thick = Volume.builder(VolumeShape.of(1, 1, 2), ElementType.UINT8, GEOMETRY);

    assertThatThrownBy(() -> thick.planar(true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("one plane");
  }

  @Test
  void indicesOutsideAreRefused() {
    Volume volume = Volume.of(VolumeShape.of(2, 3, 4), GEOMETRY, new short[24]);

    for (int[] index : new int[][] {{2, 0, 0}, {-1, 0, 0}, {0, 3, 0}, {0, 0, 4}, {0, 0, -1}}) {
      assertThatThrownBy(() -> volume.value(index[0], index[1], index[2]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> volume.value(0, 0, 0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining("frame=1");
  }

  @Test
  void shapesThatCannotBeCountedAreRefused() {
    int huge = Integer.MAX_VALUE;

    assertThatThrownBy(() -> new VolumeShape(huge, huge, huge, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VolumeShape(1, 0, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ny=0");
    assertThat(new VolumeShape(huge, huge, 1, 2).voxels()).isEqualTo(2L * huge * huge);
  }
}
