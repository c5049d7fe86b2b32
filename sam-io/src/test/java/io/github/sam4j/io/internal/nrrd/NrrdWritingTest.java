// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import static io.github.sam4j.io.internal.nrrd.NrrdFiles.samplesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class NrrdWritingTest {
  private static final Geometry OBLIQUE =
      Geometry.of(Affine.ofRows(0.1, -2, 1e-9, 17.25, 1.5, 0.3, -0.0, -3, 0, 1.0 / 3, 2.5, 1e-3));

  @TempDir
  private Path folder;

  private static Volume.Builder random(VolumeShape shape, ElementType type, int seed) {
    Random random = new Random(seed);
    Volume.Builder builder = Volume.builder(shape, type, OBLIQUE);
    for (int plane = 0; plane < shape.planes(); plane++) {
      byte[] bytes = new byte[(int) shape.voxelsPerPlane() * type.bytes()];
      random.nextBytes(bytes);
      builder.addPlane(ByteBuffer.wrap(bytes));
    }
    return builder;
  }

  @ParameterizedTest
  @EnumSource
  void everyTypeGoesThroughNrrdAndBack(ElementType type) throws IOException {
    for (int frames : new int[] {1, 3}) {
      Volume made = random(new VolumeShape(3, 4, 2, frames), type, 7).build();
      Volumes.write(made, folder.resolve("a.nii"));
      Volume first = Volumes.read(folder.resolve("a.nii"));

      Volumes.write(first, folder.resolve("b.nrrd"));
      Volumes.write(Volumes.read(folder.resolve("b.nrrd")), folder.resolve("c.nhdr"));
      Volume nrrd = Volumes.read(folder.resolve("c.nhdr"));
      Volumes.write(nrrd, folder.resolve("d.nii"));
      Volume last = Volumes.read(folder.resolve("d.nii"));

      for (Volume volume : new Volume[] {nrrd, last}) {
        assertThat(volume.elementType()).isEqualTo(type);
        assertThat(volume.shape()).isEqualTo(made.shape());
        assertThat(volume.geometry()).isEqualTo(first.geometry());
        assertThat(volume.isPositioned()).isTrue();
        for (int frame = 0; frame < frames; frame++) {
          for (int k = 0; k < 2; k++) {
            assertThat(volume.storedPlane(k, frame)).isEqualTo(made.storedPlane(k, frame));
          }
        }
      }
    }
  }

  @Test
  void headerIsWhatOtherReadersExpect() throws IOException {
    Volume volume = Volume.of(
        VolumeShape.of(2, 1, 1),
        Geometry.of(Affine.ofRows(-0.5, 0, 0, 10, 0, 2, 0, -4.25, 0, 0, 3, 0)),
        (short) 1,
        (short) -2);

    Volumes.write(volume, folder.resolve("a.nhdr"));

    assertThat(folder.resolve("a.nhdr")).hasContent("""
        NRRD0005
        type: int16
        dimension: 3
        space: left-posterior-superior
        sizes: 2 1 1
        space directions: (0.5,0,0) (0,-2,0) (0,0,3)
        kinds: domain domain domain
        endian: little
        encoding: gzip
        space origin: (-10,4.25,0)
        data file: a.raw.gz
        """);
    try (GZIPInputStream data =
        new GZIPInputStream(Files.newInputStream(folder.resolve("a.raw.gz")))) {
      assertThat(data.readAllBytes()).isEqualTo(NrrdFiles.shorts(ByteOrder.LITTLE_ENDIAN, 1, -2));
    }
  }

  @Test
  void spaceAndRawEncodingOfTheSourceAreKept() throws IOException {
    String header = NrrdFiles.header(
        "type: uint8",
        "dimension: 3",
        "sizes: 2 2 2",
        "space: RAS",
        "space directions: (1,0,0) (0,-1,0) (0,0,2)",
        "space origin: (1,-2,3)",
        "encoding: raw",
        "patient:=Doe");
    Path source = NrrdFiles.attached(folder.resolve("a.nrrd"), header, NrrdFiles.bytes(8));

    Volumes.write(Volumes.read(source), folder.resolve("b.nhdr"));

    assertThat(Files.readString(folder.resolve("b.nhdr")))
        .contains("space: right-anterior-superior\n", "(0,-1,0)", "(1,-2,3)", "data file: b.raw\n")
        .doesNotContain("Doe");
    assertThat(folder.resolve("b.raw")).hasBinaryContent(NrrdFiles.bytes(8));
  }

  @Test
  void picturesAndUnknownPositionsStayWhatTheyAre() throws IOException {
    Volume picture =
        random(VolumeShape.of(3, 2, 1), ElementType.UINT8, 1).planar(true).build();
    Path source = NrrdFiles.attached(
        folder.resolve("a.nrrd"),
        NrrdFiles.header(
            "type: uint8",
            "dimension: 3",
            "sizes: 2 2 2",
            "spacings: 2 3 4",
            "axis mins: 1 2 3",
            "encoding: raw"),
        NrrdFiles.bytes(8));
    Volume somewhere = Volumes.read(source);

    assertThat(written(picture).isPlanar()).isTrue();
    assertThat(written(picture).geometry()).isEqualTo(OBLIQUE);
    assertThat(written(somewhere).isPositioned()).isFalse();
    assertThat(written(somewhere).geometry()).isEqualTo(somewhere.geometry());
  }

  private Volume written(Volume volume) throws IOException {
    Volumes.write(volume, folder.resolve("written.nrrd"));
    return Volumes.read(folder.resolve("written.nrrd"));
  }

  @ParameterizedTest
  @CsvSource({
    "INT16, 2, 0, INT16",
    "INT16, 1, -1024, INT16",
    "UINT8, -1, 0, INT8",
    "UINT8, 100, 0, INT16",
    "UINT8, 257, 0, UINT16",
    "UINT8, 1000, -5, INT32",
    "UINT8, 16843009, 0, UINT32",
    "UINT8, 0.5, 0, FLOAT32",
    "UINT8, 0.1, 0.1, FLOAT64",
    "FLOAT32, 2, 0, FLOAT32"
  })
  void scaledValuesAreWrittenAsATypeThatHoldsThem(
      ElementType type, double slope, double intercept, ElementType expected) throws IOException {
    ByteBuffer plane = ByteBuffer.allocate(2 * type.bytes());
    Volume volume = Volume.builder(VolumeShape.of(2, 1, 1), type, OBLIQUE)
        .scaling(slope, intercept)
        .addPlane(
            type == ElementType.UINT8
                ? plane
                    .put(expected == ElementType.INT8 ? new byte[] {0, 100} : new byte[] {0, -1})
                    .flip()
                : plane)
        .build();

    Volume back = written(volume);

    assertThat(back.elementType()).isEqualTo(expected);
    assertThat(back.slope()).isEqualTo(1);
    assertThat(samplesOf(back)).isEqualTo(samplesOf(volume));
  }

  @ParameterizedTest
  @EnumSource
  void scaledValuesOfEveryTypeAreKept(ElementType type) throws IOException {
    Volume volume = random(VolumeShape.of(5, 4, 3), type, 3).scaling(-0.37, 11).build();

    assertThat(samplesOf(written(volume))).isEqualTo(samplesOf(volume));
  }

  @Test
  void failedWritingLeavesBothFilesAsTheyWere() throws IOException {
    Files.writeString(folder.resolve("a.nhdr"), "older");
    Files.createDirectory(folder.resolve("a.raw.gz"));
    Volume volume = random(VolumeShape.of(2, 2, 2), ElementType.INT8, 1).build();

    assertThatThrownBy(() -> Volumes.write(volume, folder.resolve("a.nhdr")))
        .isInstanceOf(IOException.class);

    assertThat(folder.resolve("a.nhdr")).hasContent("older");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList())
          .containsExactlyInAnyOrderElementsOf(List.of("a.nhdr", "a.raw.gz"));
    }
  }

  @Test
  void namesMayHaveLettersOfAnyLanguage() throws IOException {
    Volume volume = random(VolumeShape.of(2, 2, 2), ElementType.INT8, 1).build();
    Path file = folder.resolve("K\u00F6rper \u9AA8.NHDR");

    Volumes.write(volume, file);

    assertThat(Files.readString(file, StandardCharsets.UTF_8))
        .contains("K\u00F6rper \u9AA8.raw.gz");
    assertThat(samplesOf(Volumes.read(file))).isEqualTo(samplesOf(volume));
    assertThatThrownBy(() -> Volumes.write(volume, folder.resolve("a\nb.nhdr")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
