// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.MalformedVolumeException;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Opens everything that lies around: sound volumes, other formats, crash inputs, licences. */
final class HostileFilesTest {
  /** Files that other readers open; the rest of their folders may be refused. */
  private static final Set<String> SOUND = Set.of(
      "nifti_nibabel/tests/data/example_nifti2.nii.gz",
      "nifti_nibabel/tests/data/functional.nii",
      "nifti_nibabel/tests/data/standard.nii.gz",
      "nifti_nibabel/tests/data/row_major.dconn.nii",
      "nifti_nifti-rs/minimal_extended_hdr.nii",
      "nifti_nifti-rs/f32.nii.gz",
      "nifti_reader-js/5D_small.nii",
      "nifti_reader-js/5D_zeros.nii.gz",
      "nifti_reader-js/with_extension.nii.gz");

  @TestFactory
  Stream<DynamicTest> everyFileIsReadOrRefusedQuickly() throws IOException {
    Path root = SharedData.require("testdata");
    List<Path> files = new ArrayList<>();
    for (String folder : new String[] {"nibabel", "nifti-rs", "reader-js", "julia"}) {
      try (Stream<Path> tree = Files.walk(root.resolve("nifti_" + folder))) {
        tree.filter(Files::isRegularFile).forEach(files::add);
      }
    }
    assertThat(files).hasSizeGreaterThan(60);
    return files.stream()
        .map(file -> dynamicTest(root.relativize(file).toString(), () -> open(root, file)));
  }

  private static void open(Path root, Path file) {
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
      try {
        Volume volume = Volumes.read(file);
        assertThat(volume.maximum()).isGreaterThanOrEqualTo(volume.minimum());
      } catch (MalformedVolumeException e) {
        assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("got");
        assertThat(SOUND).doesNotContain(root.relativize(file).toString().replace('\\', '/'));
      }
      try {
        Images.read(file);
        throw new AssertionError("a picture is not expected here");
      } catch (IOException e) {
        assertThat(e).hasMessageContaining(file.toString());
      }
    });
  }
}
