// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import static io.github.sam4j.io.internal.nrrd.NrrdFiles.attached;
import static io.github.sam4j.io.internal.nrrd.NrrdFiles.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NrrdGeometryTest {
  private static final String DIRECTIONS = "space directions: (2,0,0) (0,-3,0) (0,1,4)";
  private static final String ORIGIN = "space origin: (10,20,30)";

  @TempDir
  private Path folder;

  /** Reads 2 × 2 × 2 voxels under a header with these lines. */
  private Volume cube(String... lines) throws IOException {
    return read("dimension: 3\nsizes: 2 2 2\n" + String.join("\n", lines));
  }

  private Volume read(String lines) throws IOException {
    String header = header("type: uint8", "encoding: raw", lines);
    return new NrrdFormat().read(attached(folder.resolve("file"), header, new byte[64]));
  }

  @ParameterizedTest
  @CsvSource({
    "RAS, 1, 1",
    "right-anterior-superior, 1, 1",
    "LAS, -1, 1",
    "Left-Anterior-Superior, -1, 1",
    "LPS, -1, -1",
    "left-posterior-superior, -1, -1"
  })
  void spaceDecidesWhichWayTheWorldRuns(String space, int x, int y) throws IOException {
    Volume volume = cube("space: " + space, DIRECTIONS, ORIGIN);

    assertThat(volume.geometry().affine().toRows())
        .containsExactly(
            new double[] {x * 2, 0, 0, x * 10, 0, y * -3, y, y * 20, 0, 0, 4, 30},
            org.assertj.core.data.Offset.offset(0.0));
    assertThat(volume.isPositioned()).isTrue();
    assertThat(volume.sourceHeader().orElseThrow().geometrySource()).isEqualTo("space directions");
  }

  @Test
  void zerosAreNotNegative() throws IOException {
    assertThat(
            cube("space: LPS", DIRECTIONS, "space origin: (0,0,0)").geometry().toString())
        .isEqualTo(cube("space: LPS", DIRECTIONS, "space origin: ( 0.0 , 0 , 0e1 )")
            .geometry()
            .toString());
    for (double element : cube("space: LPS", DIRECTIONS, "space origin: (0,0,0)")
        .geometry()
        .affine()
        .toRows()) {
      assertThat(Double.doubleToRawLongBits(element))
          .isNotEqualTo(Double.doubleToRawLongBits(-0.0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "space directions: (2, 0, 0) ( 0,-3 ,0) (0,1,4)",
        "space directions: (2,0,0)(0,-3,0)(0,1,4)",
        "SPACE DIRECTIONS:\t(2,0,0)  (0,-3,0)  (0,1,4)\r",
        "spacedirections: (2e0,0,0) (0,-3.0,0) (0,1,4)"
      })
  void vectorsMayHoldSpaces(String directions) throws IOException {
    assertThat(cube("space: RAS", directions, ORIGIN).geometry())
        .isEqualTo(cube("space: RAS", DIRECTIONS, ORIGIN).geometry());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "space directions: none (2,0,0) (0,-3,0) (0,1,4)",
        "space directions: (2,0,0) (nan,nan,nan) (0,-3,0) (0,1,4)",
        "space directions: (2,0,0) (0,-3,0) (0,1,4) NONE"
      })
  void axisWithoutDirectionIsThatOfFrames(String directions) throws IOException {
    Volume volume = read("dimension: 4\nsizes: 2 2 2 2\nspace: RAS\n" + directions + "\n" + ORIGIN);

    assertThat(volume.geometry())
        .isEqualTo(cube("space: RAS", DIRECTIONS, ORIGIN).geometry());
    assertThat(volume.shape().frames()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"RAST", "right-anterior-superior-time"})
  void spacesWithTimeHaveFourNumbers(String space) throws IOException {
    Volume volume = read("dimension: 4\nsizes: 2 2 2 2\nspace: " + space
        + "\nspace directions: (2,0,0,0) (0,-3,0,0) (0,1,4,0) (0,0,0,5)"
        + "\nspace origin: (10,20,30,40)");

    assertThat(volume.geometry())
        .isEqualTo(cube("space: RAS", DIRECTIONS, ORIGIN).geometry());
    assertThat(volume.shape().frames()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"space: scanner-xyz", "space: 3D-left-handed", "space dimension: 3"})
  void spacesThatAreNotThePatientsGiveNoPosition(String space) throws IOException {
    Volume volume = cube(space, DIRECTIONS, ORIGIN);

    assertThat(volume.isPositioned()).isFalse();
    assertThat(volume.geometry())
        .isEqualTo(cube("space: LPS", DIRECTIONS, ORIGIN).geometry());
  }

  @Test
  void spacingsAndMinimaStandInForDirections() throws IOException {
    Volume volume = cube("spacings: 2 nan -4", "axis mins: 10 20 nan");

    assertThat(volume.isPositioned()).isFalse();
    assertThat(volume.geometry().affine().toRows())
        .containsExactly(
            new double[] {-2, 0, 0, -10, 0, -1, 0, -20, 0, 0, -4, 0},
            org.assertj.core.data.Offset.offset(0.0));
    assertThat(volume.sourceHeader().orElseThrow().geometrySource()).isEqualTo("spacings");
    assertThat(cube("thicknesses: 1 2 3").geometry().spacing().z()).isEqualTo(1);
  }

  @Test
  void unitsOfLengthAreConverted() throws IOException {
    assertThat(cube("space: RAS", "space units: \"cm\" \"mm\" \"um\"", DIRECTIONS, ORIGIN)
            .geometry()
            .spacing()
            .x())
        .isEqualTo(20);
    assertThat(cube("spacings: 2 3 4", "units: \"m\" \"mm\" \"\"")
            .geometry()
            .spacing()
            .x())
        .isEqualTo(2000);
  }

  @Test
  void missingAxesArePerpendicular() throws IOException {
    Volume picture = read("dimension: 2\nsizes: 2 3\nspace: RAS\n"
        + "space directions: (0,2,0) (0,0,3)\nspace origin: (1,2,3)");
    Volume row = read("dimension: 1\nsizes: 4\nspacings: 0.5");

    assertThat(picture.geometry().affine().toRows())
        .containsExactly(0, 0, 1, 1, 2, 0, 0, 2, 0, 3, 0, 3);
    assertThat(picture.isPlanar()).isTrue();
    assertThat(row.shape().nx()).isEqualTo(4);
    assertThat(row.geometry().spacing().x()).isEqualTo(0.5);
    assertThat(row.geometry().spacing().y()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sizes: 3 2 2 2|kinds: RGB-color domain domain domain|rgb-color",
        "sizes: 3 2 2 2|kinds: vector domain domain domain|vector",
        "sizes: 6 2 2 2|kinds: 3D-symmetric-matrix domain domain domain|3d-symmetric-matrix",
        "sizes: 2 2 2 2|kinds: complex domain domain domain|complex"
      })
  void severalNumbersPerVoxelAreRefused(String sizes, String kinds, String found) {
    assertThatThrownBy(() -> read("dimension: 4\n" + sizes + "\n" + kinds))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageContainingAll("one number per voxel", found);
  }

  @Test
  void axesOfOneSampleMayBeOfAnyKind() throws IOException {
    Volume volume =
        read("dimension: 5\nsizes: 1 2 2 2 1\nkinds: vector domain domain domain RGB-color");

    assertThat(volume.shape().voxels()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dimension: 5\nsizes: 2 2 2 2 2\nkinds: list domain domain domain time",
        "dimension: 4\nsizes: 2 2 2 2\nspace: RAS\n"
            + "space directions: (1,0,0) (0,1,0) (0,0,1) (1,1,1)",
        "dimension: 3\nsizes: 2 2 2\nspace: RAS\nspace directions: (1,0,0) (0,1,0) (1,1,0)",
        "dimension: 3\nsizes: 2 2 2\nspace: RAS\nspace directions: (1,0,0) (0,1,0)",
        "dimension: 3\nsizes: 2 2 2\nspace: RAS\nspace directions: (1,0) (0,1) (1,1)",
        "dimension: 3\nsizes: 2 2 2\nspace: RAS\nspace directions: (1,0,0) and (0,1,0) (0,0,1)",
        "dimension: 3\nsizes: 2 2 2\nspace: RAS\nspace directions: (1,0,0) (0,1,0) (0,0,one)",
        "dimension: 3\nsizes: 2 2 2\nspace: RAS\nspace directions: none none none",
        "dimension: 3\nsizes: 2 2 2\nspace: sideways",
        "dimension: 3\nsizes: 2 2 2\nspace dimension: 5",
        "dimension: 3\nsizes: 2 2 2\nspacings: 1 1",
        "dimension: 3\nsizes: 2 2 2\nkinds: domain domain",
        "dimension: 3\nsizes: 2 2"
      })
  void contradictionsAreRefused(String lines) {
    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageContainingAll("expected", "got");
  }

  @Test
  void keysValuesCommentsAndUnknownFieldsAreNoFields() throws IOException {
    Volume volume = cube(
        "# sizes: 9 9 9",
        "content: a head",
        "byte skip:= 5",
        "key with: colon:=value\\nnext\\\\",
        "new field: 1",
        "old min: 0",
        "sizes: 2 2 2");

    NrrdSource source = (NrrdSource) volume.sourceHeader().orElseThrow();
    assertThat(source.pairs())
        .isEqualTo(Map.of("byte skip", " 5", "key with: colon", "value\nnext\\"));
    assertThat(source.toString()).doesNotContain("value");
    assertThatThrownBy(() -> cube("sizes: 1 2 3"))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageContaining("got two with different values");
  }
}
