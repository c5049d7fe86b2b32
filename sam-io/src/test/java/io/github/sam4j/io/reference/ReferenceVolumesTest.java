// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.ElementType;
import io.github.sam4j.io.volume.LabelVolume;
import io.github.sam4j.io.volume.Slice;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compares with what an independent reader (nibabel) found in the same files. */
final class ReferenceVolumesTest {
  @TempDir
  private Path folder;

  @TestFactory
  Stream<DynamicTest> volumesAreWhatAnotherReaderFound() throws IOException {
    return SharedData.json("testdata/labels_expected.json").properties().stream()
        .filter(entry -> isNifti(entry.getKey()))
        .map(entry -> dynamicTest(entry.getKey(), () -> compare(entry)));
  }

  private static boolean isNifti(String name) {
    return name.endsWith(".nii") || name.endsWith(".nii.gz");
  }

  private static void compare(Map.Entry<String, JsonNode> entry) throws IOException {
    JsonNode expected = entry.getValue();
    Volume labels = Volumes.read(SharedData.require("testdata/" + entry.getKey()));
    compareGeometry(labels, expected);
    compareLabels(labels, expected.get("labels"));
    String image = expected.get("image").asText();
    if (isNifti(image)) {
      Volume volume = Volumes.read(SharedData.require("testdata/" + image));
      compareGeometry(volume, expected);
      JsonNode statistics = expected.get("image_min_max_sum");
      assertThat(volume.minimum()).isEqualTo(statistics.get(0).asDouble(), relative(statistics, 0));
      assertThat(volume.maximum()).isEqualTo(statistics.get(1).asDouble(), relative(statistics, 1));
      assertThat(volume.sum()).isEqualTo(statistics.get(2).asDouble(), relative(statistics, 2));
    }
  }

  private static org.assertj.core.data.Offset<Double> relative(JsonNode values, int index) {
    return within(1e-6 * Math.abs(values.get(index).asDouble()));
  }

  private static void compareGeometry(Volume volume, JsonNode expected) {
    for (int axis = 0; axis < 3; axis++) {
      assertThat(volume.shape().length(axis))
          .isEqualTo(expected.get("shape").get(axis).asInt());
      assertThat(volume.geometry().spacing().along(axis))
          .isCloseTo(
              expected.get("zooms").get(axis).asDouble(),
              within(5e-5)); // they are noted with four decimals
    }
    assertThat(volume.geometry().axisCodes()).isEqualTo(expected.get("axcodes").asText());
  }

  private static void compareLabels(Volume volume, JsonNode expected) {
    SortedMap<Integer, Long> counts = volume.labels().orElseThrow();
    assertThat(counts).hasSize(expected.size());
    List<Slice> slices = volume.slices(Axis.THROUGH_PLANE);
    for (Map.Entry<String, JsonNode> label : expected.properties()) {
      int number = Integer.parseInt(label.getKey());
      long voxels = label.getValue().get("voxels").asLong();
      assertThat(counts).containsEntry(number, voxels);
      if (slices.get(0).arrayAxis() == 2) {
        int largest = label.getValue().get("k_largest").asInt();
        assertThat(slices.get(largest).label(number).area())
            .isEqualTo(label.getValue().get("area_largest").asLong());
      }
    }
  }

  @Test
  void averageBrainIsTheSameInEveryForm() throws IOException {
    Volume left = read("nifti_reader-js/avg152T1_LR_nifti.nii");
    Volume second = read("nifti_reader-js/avg152T1_LR_nifti2.nii.gz");

    assertThat(left.shape()).isEqualTo(VolumeShape.of(91, 109, 91));
    assertThat(second.geometry().affine()).isEqualTo(left.geometry().affine());
    assertThat(second.elementType()).isEqualTo(ElementType.FLOAT32);
    assertThat(second.sum()).isEqualTo(left.sum());
    assertThat(read("nifti_nifti-rs/avg152T1_LR_nifti.nii.gz").sum()).isEqualTo(left.sum());
  }

  @Test
  void byteOrdersHoldTheSameVolume() throws IOException {
    Volume big = read("nifti_reader-js/big.nii.gz");
    Volume little = read("nifti_reader-js/little.nii.gz");

    assertThat(big.shape()).isEqualTo(little.shape());
    assertThat(big.sum()).isEqualTo(little.sum());
    assertThat(big.geometry().affine()).isEqualTo(little.geometry().affine());
  }

  @Test
  void everyElementTypeHoldsTheSameVolume() throws IOException {
    double[] expected = new double[27];
    double[] found = new double[27];
    readAll(read("nifti_nifti-rs/27/int16.nii"), expected);
    for (ElementType type : ElementType.values()) {
      Volume volume =
          read("nifti_nifti-rs/27/" + type.name().toLowerCase(java.util.Locale.ROOT) + ".nii");

      assertThat(volume.elementType()).isEqualTo(type);
      readAll(volume, found);
      assertThat(found).as("%s", type).containsExactly(expected);
    }
  }

  private static void readAll(Volume volume, double[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = volume.value(i % 3, i / 3 % 3, i / 9);
    }
  }

  @Test
  void segmentationsOfRealVolumesKeepTheirGeometry() throws IOException {
    for (String name : new String[] {
      "sct/t2/t2.nii.gz",
      "sct/t2s/t2s.nii.gz",
      "nifti_nibabel/tests/data/anatomical.nii",
      "nifti_reader-js/big.nii.gz",
      "nifti_nifti-rs/minimal.nii"
    }) {
      Volume image = read(name);
      Slice slice = image.slices(Axis.AXIAL).get(1);
      LabelVolume labels =
          LabelVolume.builder(image, Axis.AXIAL).set(1, slice.foreground(), 1).build();

      Volumes.writeLabels(labels, folder.resolve("labels.nii.gz"));

      Volume back = Volumes.read(folder.resolve("labels.nii.gz"));
      assertThat(back.geometry()).as(name).isEqualTo(image.geometry());
      assertThat(back.slices(Axis.AXIAL).get(1).foreground()).isEqualTo(slice.foreground());
    }
  }

  private static Volume read(String name) throws IOException {
    return Volumes.read(SharedData.require("testdata/" + name));
  }
}
