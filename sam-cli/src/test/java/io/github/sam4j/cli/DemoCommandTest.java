// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.github.sam4j.io.Images;
import io.github.sam4j.io.Volumes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoCommandTest {
  @TempDir
  private Path folder;

  @Test
  @Tag("ci")
  @Tag("slow")
  void organsOfTheSyntheticVolumeAreFound() throws IOException {
    Path out = folder.resolve("demo");

    Outcome outcome = Outcome.run("demo", "--out", out);

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("BEST_IOU", "BOX", "right kidney", out.toString());
    assertThat(Images.read(out.resolve("overlay.png")).width()).isEqualTo(640);
    assertThat(out.resolve("slices.csv")).content().contains("seeded", "clicks");
    assertThat(out.resolve("report.html")).isNotEmptyFile();
    Map<Integer, Long> found =
        Volumes.read(out.resolve("segmentation.nii.gz")).labels().orElseThrow();
    Map<Integer, Long> truth =
        Volumes.read(out.resolve("truth.nii.gz")).labels().orElseThrow();
    assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(truth.keySet());
    truth.forEach((label, voxels) -> assertThat(found.get(label))
        .as("voxels of label %s", label)
        .isCloseTo(voxels, withinPercentage(40)));
  }
}
