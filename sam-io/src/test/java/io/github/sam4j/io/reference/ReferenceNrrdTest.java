// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compares NRRD files with what an independent reader (ITK) found in them. */
final class ReferenceNrrdTest {
  /** ITK reads zeros there; the format allows no such number. */
  private static final String REFUSED = "nrrd_pynrrd/BallBinary30x30x30_byteskip_minus_five.nhdr";

  @TempDir
  private Path folder;

  private static Stream<Map.Entry<String, JsonNode>> files() throws IOException {
    return SharedData.json("testdata/nrrd_meta_expected.json").properties().stream()
        .filter(entry -> entry.getKey().endsWith(".nrrd") || entry.getKey().endsWith(".nhdr"))
        .filter(entry -> !entry.getKey().equals(REFUSED));
  }

  @TestFactory
  Stream<DynamicTest> volumesAreWhatAnotherReaderFound() throws IOException {
    return files()
        .map(entry ->
            dynamicTest(entry.getKey(), () -> compare(read(entry.getKey()), entry.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> volumesAreTheSameAfterWriting() throws IOException {
    return files()
        .map(entry -> dynamicTest(entry.getKey(), () -> {
          Volume volume = read(entry.getKey());
          for (String name : new String[] {"a.nrrd", "a.nhdr", "a.nii.gz"}) {
            Volumes.write(volume, folder.resolve(name));
            Volume back = Volumes.read(folder.resolve(name));
            compare(back, entry.getValue());
            if (!name.equals("a.nii.gz")) {
              assertThat(back.geometry()).isEqualTo(volume.geometry());
              assertThat(back.isPositioned()).isEqualTo(volume.isPositioned());
              assertThat(back.isPlanar()).isEqualTo(volume.isPlanar());
            }
          }
        }));
  }

  private static Volume read(String name) throws IOException {
    return Volumes.read(SharedData.require("testdata/" + name));
  }

  private static void compare(Volume volume, JsonNode expected) {
    JsonNode sizes = expected.get("sizes");
    VolumeShape shape = volume.shape();
    int[] lengths = {shape.nx(), shape.ny(), shape.nz(), shape.frames()};
    for (int axis = 0; axis < lengths.length; axis++) {
      assertThat(lengths[axis]).isEqualTo(axis < sizes.size() ? sizes.get(axis).asInt() : 1);
    }
    assertThat(volume.elementType().name().toLowerCase(Locale.ROOT))
        .isEqualTo(expected.get("type").asText());
    for (int row = 0; row < 3 && !expected.get("affine").isNull(); row++) {
      for (int column = 0; column < 4; column++) {
        assertThat(volume.geometry().affine().element(row, column))
            .isCloseTo(expected.get("affine").get(row).get(column).asDouble(), within(1e-4));
      }
    }
    assertThat(volume.minimum()).isCloseTo(expected.get("min").asDouble(), within(1e-8));
    assertThat(volume.maximum()).isCloseTo(expected.get("max").asDouble(), within(1e-8));
    assertThat(volume.sum()).isCloseTo(expected.get("sum").asDouble(), within(1e-8));
  }

  @Test
  void bytesToSkipBelowMinusOneAreRefused() throws IOException {
    Path file = SharedData.require("testdata/" + REFUSED);

    assertThatThrownBy(() -> Volumes.read(file))
        .isInstanceOf(MalformedVolumeException.class)
        .hasMessageContaining("byte skip")
        .hasMessageEndingWith("got -5");
  }
}
