// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NiftiGeometryTest {
  private static final double[] PIR = {0, 0, 2, 5, -3, 0, 0, 6, 0, -4, 0, 7};
  private static final double HALF = Math.sqrt(0.5);

  @TempDir
  private Path folder;

  @Test
  void sformDecidesWhenBothArePresent() throws IOException {
    Volume volume = volume(NiftiBytes.small().qform(1, 0, 0, 0, 9, 9, 9).sform(2, PIR));
    Geometry geometry = volume.geometry();

    assertThat(source(volume)).isEqualTo("sform");
    assertThat(geometry.affine().toRows()).containsExactly(PIR);
    assertThat(geometry.spacing()).isEqualTo(new Spacing(3, 4, 2));
    assertThat(geometry.axisCodes()).isEqualTo("PIR");
    assertThat(geometry.affine().toWorld(1, 2, 3)).containsExactly(11, 3, -1);
  }

  @Test
  void qformDecidesWhenTheSformHasNoCode() throws IOException {
    // a quarter turn around z: the first axis runs to the front, the second to the left
    NiftiBytes file = NiftiBytes.second(ByteOrder.BIG_ENDIAN)
        .dim(3, 1, 1, 1)
        .type(2)
        .voxels(new byte[1])
        .pixdim(1, 2, 3, 4)
        .qform(1, 0, 0, HALF, 10, 20, 30)
        .sform(0, PIR);

    Volume volume = volume(file);
    Geometry geometry = volume.geometry();

    assertThat(source(volume)).isEqualTo("qform");
    assertThat(geometry.axisCodes()).isEqualTo("ALS");
    assertRows(geometry, 0, -3, 0, 10, 2, 0, 0, 20, 0, 0, 4, 30);
  }

  @Test
  void negativeQfacFlipsTheThirdAxis() throws IOException {
    Geometry flipped = read(NiftiBytes.small().pixdim(-1, 1, 1, 2).qform(1, 0, 0, 0, 0, 0, 0));
    Geometry zero = read(NiftiBytes.small().pixdim(0, 1, 1, 2).qform(1, 0, 0, 0, 0, 0, 0));

    assertThat(flipped.axisCodes()).isEqualTo("RAI");
    assertThat(flipped.affine().element(2, 2)).isEqualTo(-2);
    assertThat(zero.axisCodes()).isEqualTo("RAS");
    assertThat(zero.affine().element(2, 2)).isEqualTo(2);
  }

  @Test
  void halfTurnsSurviveRounding() throws IOException {
    // slightly longer than 1, as rounded quaternions are
    Geometry geometry = read(NiftiBytes.small().qform(1, 1.0000001, 0, 0, 0, 0, 0));

    assertRows(geometry, 1, 0, 0, 0, 0, -1, 0, 0, 0, 0, -1, 0);
  }

  @Test
  void withoutTransformsTheVolumeIsCentredAndRunsToTheLeft() throws IOException {
    NiftiBytes file =
        NiftiBytes.first().dim(3, 3, 5, 7).type(2).voxels(new byte[105]).pixdim(1, 3, 2, 1);

    Volume volume = volume(file);
    Geometry geometry = volume.geometry();

    assertThat(source(volume)).isEqualTo("spacing");
    assertThat(geometry.axisCodes()).isEqualTo("LAS");
    assertRows(geometry, -3, 0, 0, 3, 0, 2, 0, -4, 0, 0, 1, -3);
  }

  @Test
  void unusableTransformsCountAsAbsent() throws IOException {
    Volume zeros = volume(NiftiBytes.small().sform(1, new double[12]).qform(1, 0, 0, 0, 1, 2, 3));
    Volume nan = volume(NiftiBytes.small().qform(1, Double.NaN, 0, 0, 0, 0, 0));

    assertThat(source(zeros)).isEqualTo("qform");
    assertThat(zeros.isPositioned()).isTrue();
    assertThat(source(nan)).isEqualTo("spacing");
    assertThat(nan.isPositioned()).isFalse();
  }

  @Test
  void sizesThatAreNotPositiveAreRepaired() throws IOException {
    Geometry geometry = read(NiftiBytes.small().pixdim(1, -2, 0, Double.NaN));

    assertThat(geometry.spacing()).isEqualTo(new Spacing(2, 1, 1));
  }

  @Test
  void sizesThatWouldUnderOrOverflowAreRepaired() throws IOException {
    Volume volume = volume(NiftiBytes.second(ByteOrder.LITTLE_ENDIAN)
        .dim(1, 1)
        .type(2)
        .voxels(new byte[1])
        .pixdim(1, 1e-200, 1e200, Double.POSITIVE_INFINITY)
        .sform(1, 1e-200, 0, 0, 0, 0, 1e-200, 0, 0, 0, 0, 1e-200, 0));
    Geometry geometry = volume.geometry();

    assertThat(source(volume)).isEqualTo("spacing");
    assertThat(geometry.spacing()).isEqualTo(new Spacing(1, 1, 1));
  }

  @Test
  void metresAndMicrometresBecomeMillimetres() throws IOException {
    Geometry metres = read(NiftiBytes.small().units(1).pixdim(1, 0.5, 1, 2));
    Geometry micrometres = read(NiftiBytes.small().units(3 + 8).sform(1, PIR));

    assertThat(metres.spacing()).isEqualTo(new Spacing(500, 1000, 2000));
    assertThat(micrometres.spacing().x()).isCloseTo(0.003, within(1e-12));
    assertThat(micrometres.affine().element(2, 3)).isCloseTo(0.007, within(1e-12));
  }

  private static void assertRows(Geometry geometry, double... expected) {
    assertThat(geometry.affine().toRows()).containsExactly(expected, within(1e-6));
  }

  private static String source(Volume volume) {
    return volume.sourceHeader().orElseThrow().geometrySource();
  }

  private Geometry read(NiftiBytes file) throws IOException {
    return volume(file).geometry();
  }

  private Volume volume(NiftiBytes file) throws IOException {
    return new NiftiFormat().read(Files.write(folder.resolve("file"), file.bytes()));
  }
}
