// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.internal.nifti.NiftiBytes;
import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.LabelVolume;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.mask.Mask;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VolumeWritingTest {
  @TempDir
  private Path folder;

  @Test
  void labelsKeepTheGeometryOfTheImage() throws IOException {
    byte[] file = NiftiBytes.first(ByteOrder.BIG_ENDIAN)
        .dim(3, 2, 3, 4)
        .type(2)
        .voxels(new byte[24])
        .pixdim(-1, 0.7, 0.8, 5)
        .units(2 + 8)
        .qform(1, 0.1, -0.2, 0.3, 9, 8, 7)
        .sform(4, 0.7, 0, 0, 1, 0, 0.8, 0, 2, 0, 0.1, 5, 3)
        .bytes();
    Volume image = Volumes.read(Files.write(folder.resolve("image"), file));
    Mask mask = Mask.of(2, 3, (x, y) -> x == y);
    LabelVolume labels =
        LabelVolume.builder(image, Axis.AXIAL).set(2, mask, 300).build();

    for (String name : new String[] {"labels.nii", "labels.nii.gz"}) {
      Volumes.writeLabels(labels, folder.resolve(name));
      Volume back = Volumes.read(folder.resolve(name));

      assertThat(back.geometry()).isEqualTo(image.geometry());
      assertThat(back.sourceHeader()).isPresent().isEqualTo(image.sourceHeader());
      assertThat(back.slices(Axis.AXIAL).get(2).label(300)).isEqualTo(mask);
      assertThat(back.labels().orElseThrow()).containsOnlyKeys(300);
    }
  }

  @Test
  void headerIsThatOfASoundFile() throws IOException {
    Volume volume = Volume.of(
        VolumeShape.of(2, 1, 3), Geometry.of(new Spacing(1, 2, 3)), new short[] {1, 2, 3, 4, 5, 6});
    Path file = folder.resolve("volume.nii");

    Volumes.write(volume, file);

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.capacity()).isEqualTo(352 + 12);
    assertThat(bytes.getInt(0)).isEqualTo(348);
    short[] dim = new short[8];
    bytes.position(40);
    bytes.asShortBuffer().get(dim);
    assertThat(dim).containsExactly(3, 2, 1, 3, 1, 1, 1, 1);
    assertThat(bytes.getShort(70)).isEqualTo((short) 4);
    assertThat(bytes.getShort(72)).isEqualTo((short) 16);
    float[] pixdim = new float[4];
    bytes.position(76);
    bytes.asFloatBuffer().get(pixdim);
    assertThat(pixdim).containsExactly(1, 1, 2, 3);
    assertThat(bytes.getFloat(108)).isEqualTo(352);
    assertThat(bytes.getFloat(112)).isEqualTo(1);
    assertThat(bytes.getFloat(116)).isEqualTo(0);
    assertThat(bytes.get(123)).isEqualTo((byte) 2);
    assertThat(text(bytes, 148, 6)).isEqualTo("sam4j\0");
    assertThat(bytes.getShort(252)).isEqualTo((short) 0);
    assertThat(bytes.getShort(254)).isEqualTo((short) 2);
    assertThat(text(bytes, 344, 4)).isEqualTo("n+1\0");
    assertThat(bytes.getInt(348)).isZero();
    assertThat(bytes.getShort(352 + 10)).isEqualTo((short) 6);
  }

  private static String text(ByteBuffer bytes, int at, int count) {
    byte[] text = new byte[count];
    bytes.get(at, text);
    return new String(text, StandardCharsets.US_ASCII);
  }

  @Test
  void framesScalingAndObliqueAxesSurvive() throws IOException {
    Geometry oblique = Geometry.of(Affine.ofRows(0.5, -0.25, 0, 1.5, 0.25, 0.5, 0, 2, 0, 0, -3, 4));
    Volume volume = Volume.of(new VolumeShape(1, 2, 1, 2), oblique, 1.5f, 2, 3, Float.NaN);
    Path file = folder.resolve("frames.nii.gz");

    Volumes.write(volume, file);

    Volume back = Volumes.read(file);
    assertThat(back.shape()).isEqualTo(volume.shape());
    assertThat(back.geometry().affine()).isEqualTo(oblique.affine());
    assertThat(back.value(0, 0, 0, 0)).isEqualTo(1.5);
    assertThat(back.value(0, 0, 0, 1)).isEqualTo(3);
    assertThat(back.value(0, 1, 0, 1)).isNaN();
    Path scaled = Files.write(
        folder.resolve("scaled"), NiftiBytes.small().scaling(-0.5, 3).bytes());
    Volumes.write(Volumes.read(scaled), file);
    assertThat(Volumes.read(file).value(1, 0, 0)).isEqualTo(-0.5);
    assertThat(Volumes.read(file).slope()).isEqualTo(-0.5);
  }

  @Test
  void picturesStayPictures() throws IOException {
    VolumeShape shape = VolumeShape.of(3, 2, 1);
    Geometry geometry = Geometry.of(Spacing.of(0.5, 2));
    Volume picture = Volume.builder(shape, ElementType.UINT8, geometry)
        .planar(true)
        .addPlane(ByteBuffer.allocate(6))
        .build();
    Volume volume = Volume.of(shape, geometry, new short[6]);

    Volumes.write(picture, folder.resolve("picture.nii"));
    Volumes.write(volume, folder.resolve("volume.nii"));

    assertThat(Volumes.read(folder.resolve("picture.nii")).isPlanar()).isTrue();
    assertThat(Volumes.read(folder.resolve("volume.nii")).isPlanar()).isFalse();
  }

  @Test
  void missingFolderIsRefused() {
    assertThatThrownBy(() -> Volumes.write(tiny(), folder.resolve("none").resolve("a.nii")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("folder");
  }

  @Test
  void otherNamesAreRefused() {
    assertThatThrownBy(() -> Volumes.write(tiny(), folder.resolve("a.volume")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.volume");
  }

  @Test
  void sidesBeyondTheFormatAreRefused() {
    Volume wide = Volume.of(
        VolumeShape.of(32_768, 1, 1), Geometry.of(new Spacing(1, 1, 1)), new short[32_768]);

    assertThatThrownBy(() -> Volumes.write(wide, folder.resolve("a.nii")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nx=32768");
  }

  @Test
  void scalingsThatSinglePrecisionWouldLoseAreRefused() throws IOException {
    Path file = Files.write(folder.resolve("a.nii"), new byte[] {1});

    assertRefused(scaled(1e-50, 3), file, "slope must not round to 0", "got 1.0E-50");
    assertRefused(scaled(-1e39, 3), file, "slope must be at most", "got -1.0E39");
    assertRefused(scaled(1, -1e-46), file, "intercept must not round to 0", "got -1.0E-46");
    assertRefused(scaled(1, 1e300), file, "intercept must be at most", "got 1.0E300");
    assertThat(file).hasBinaryContent(new byte[] {1});
    Volumes.write(scaled(1e-40, 0), file);
    assertThat(Volumes.read(file).slope()).isEqualTo((float) 1e-40);
  }

  private static Volume scaled(double slope, double intercept) {
    return Volume.builder(
            VolumeShape.of(1, 1, 1), ElementType.UINT8, Geometry.of(new Spacing(1, 1, 1)))
        .scaling(slope, intercept)
        .addPlane(ByteBuffer.allocate(1))
        .build();
  }

  @Test
  void geometriesBeyondSinglePrecisionAreRefused() throws IOException {
    Path file = folder.resolve("a.nii");
    byte[] far = NiftiBytes.second(ByteOrder.LITTLE_ENDIAN)
        .dim(3, 1, 1, 1)
        .type(2)
        .voxels(new byte[1])
        .qform(1, 0, 0, 0, 0, -1e200, 0)
        .bytes();

    assertRefused(
        placed(Geometry.of(Affine.ofRows(1, 0, 0, 1e40, 0, 1, 0, 0, 0, 0, 1, 0))),
        file,
        "element of the affine",
        "got 1.0E40");
    assertRefused(
        Volumes.read(Files.write(folder.resolve("far"), far)),
        file,
        "number of the qform",
        "got -1.0E200");
    assertThat(file).doesNotExist();
  }

  @Test
  void numbersThatNeverWereFiniteAreRepeated() throws IOException {
    byte[] broken = NiftiBytes.small()
        .sform(1, Double.NaN, 0, 0, Double.POSITIVE_INFINITY, 0, 1, 0, 0, 0, 0, 1, 0)
        .bytes();
    Volume volume = Volumes.read(Files.write(folder.resolve("broken"), broken));

    Volumes.write(volume, folder.resolve("a.nii"));

    Volume back = Volumes.read(folder.resolve("a.nii"));
    assertThat(back.geometry()).isEqualTo(volume.geometry());
    assertThat(back.sourceHeader()).isPresent().isEqualTo(volume.sourceHeader());
  }

  @Test
  void codesBeyondTheFormatKeepTheGeometry() throws IOException {
    byte[] coded = NiftiBytes.second(ByteOrder.LITTLE_ENDIAN)
        .dim(3, 1, 1, 1)
        .type(2)
        .voxels(new byte[1])
        .qform(-70_000, 0, 0, 0, 0, 0, 0)
        .sform(65_536, 2, 0, 0, 5, 0, 2, 0, 6, 0, 0, 2, 7)
        .bytes();
    Volume volume = Volumes.read(Files.write(folder.resolve("coded"), coded));

    Volumes.write(volume, folder.resolve("a.nii"));

    Volume back = Volumes.read(folder.resolve("a.nii"));
    assertThat(back.sourceHeader().orElseThrow().geometrySource()).isEqualTo("sform");
    assertThat(back.geometry()).isEqualTo(volume.geometry());
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("a.nii"))).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getShort(252)).isEqualTo(Short.MIN_VALUE);
    assertThat(bytes.getShort(254)).isEqualTo(Short.MAX_VALUE);
  }

  @Test
  void headerThatStatesAnotherGeometryIsNotRepeated() throws IOException {
    Volume read = Volumes.read(Files.write(
        folder.resolve("read"),
        NiftiBytes.small().sform(4, 2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 2, 0).bytes()));
    Geometry moved = Geometry.of(new Spacing(3, 3, 3));
    Volume volume = Volume.builder(read.shape(), read.elementType(), moved)
        .sourceHeader(read.sourceHeader().orElseThrow())
        .addPlane(read.storedPlane(0, 0))
        .build();

    Volumes.write(volume, folder.resolve("a.nii"));

    assertThat(Volumes.read(folder.resolve("a.nii")).geometry()).isEqualTo(moved);
  }

  @Test
  void headerOfAnotherFormatDoesNotDisturb() throws IOException {
    Volume volume = Volumes.read(Files.writeString(folder.resolve("row"), "letters:abc"));

    Volumes.write(volume, folder.resolve("a.nii"));

    assertThat(volume.sourceHeader()).isPresent();
    assertThat(Volumes.read(folder.resolve("a.nii")).geometry()).isEqualTo(volume.geometry());
  }

  private static Volume placed(Geometry geometry) {
    return Volume.of(VolumeShape.of(1, 1, 1), geometry, (short) 5);
  }

  private static void assertRefused(Volume volume, Path file, String... messageParts) {
    assertThatThrownBy(() -> Volumes.write(volume, file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(messageParts);
  }

  @Test
  void olderFilesAreReplacedAndNothingElseIsLeft() throws IOException {
    Path file = Files.write(folder.resolve("a.nii"), new byte[] {1});

    Volumes.write(tiny(), file);

    assertThat(Volumes.read(file).value(0, 0, 0)).isEqualTo(5);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void missingFilesAndFoldersAreRefusedWhenReading() {
    assertThatThrownBy(() -> Volumes.read(folder.resolve("none.nii")))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("none.nii");
    assertThatThrownBy(() -> Volumes.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a file, got a folder");
  }

  private static Volume tiny() {
    return placed(Geometry.of(new Spacing(1, 1, 1)));
  }
}
