// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which volumes of whole numbers are taken for labels. */
final class LabelRuleTest {
  private static final int SIDE = 40;

  @TempDir
  private Path folder;

  private Path write(String name, IntUnaryOperator valueOfVoxel) throws IOException {
    short[] voxels = new short[SIDE * SIDE];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (short) valueOfVoxel.applyAsInt(i);
    }
    Path file = folder.resolve(name);
    Volumes.write(
        Volume.of(VolumeShape.of(SIDE, SIDE, 1), Geometry.of(new Spacing(1, 1, 1)), voxels), file);
    return file;
  }

  /** Four by four pixels of each of a hundred labels. */
  private static int tile(int voxel) {
    return voxel / SIDE / 4 * 10 + voxel % SIDE / 4 + 1;
  }

  private static JsonNode info(Object... arguments) throws IOException {
    Outcome outcome = Outcome.run(arguments);
    assertThat(outcome.code()).as(outcome.err()).isZero();
    return new ObjectMapper().readTree(outcome.out());
  }

  @ParameterizedTest
  @CsvSource({"32, true", "33, false", "138, false"})
  void fewDifferentValuesAreLabelsHoweverTheyLie(int values, boolean labels) throws IOException {
    Path file = write("file.nii.gz", voxel -> voxel % (values + 1));

    assertThat(info("info", file).has("labels")).isEqualTo(labels);
    assertThat(info("info", file, "--any-labels").get("labels")).hasSize(values);
  }

  @Test
  void manyValuesThatFormRegionsAreLabels() throws IOException {
    assertThat(info("info", write("file.nii.gz", LabelRuleTest::tile)).get("labels"))
        .hasSize(100);
  }

  @Test
  void realImagesHaveNoLabelsAndRealLabelsDo() throws IOException {
    Path task = SharedData.require("testdata/msd/Task04_Hippocampus");

    assertThat(info("info", task.resolve("imagesTr/hippocampus_001.nii.gz")).has("labels"))
        .isFalse();
    assertThat(info("info", task.resolve("labelsTr/hippocampus_001.nii.gz")).get("labels"))
        .hasSize(2);
    assertThat(info("info", SharedData.require("testdata/mricron_colin/aal.nii.gz"))
            .get("labels"))
        .hasSize(116);
  }

  @Test
  void intensitiesAreNotScoredAsLabelsUnlessAskedFor() throws IOException {
    Path image = write("image.nii.gz", voxel -> voxel * 7 % 60);
    Path labels = write("labels.nii.gz", LabelRuleTest::tile);
    Object[] command = {"metrics", "--reference", labels, "--prediction", image};

    Outcome refused = Outcome.run(command);
    Outcome asked =
        Outcome.run("metrics", "--reference", labels, "--prediction", image, "--any-labels");
    Outcome one =
        Outcome.run("metrics", "--reference", labels, "--prediction", image, "--label", 3);

    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err())
        .contains("image.nii.gz", "59 different numbers", "--any-labels")
        .doesNotContain("labels.nii.gz");
    assertThat(asked.code()).as(asked.err()).isZero();
    assertThat(one.code()).as(one.err()).isZero();
  }
}
