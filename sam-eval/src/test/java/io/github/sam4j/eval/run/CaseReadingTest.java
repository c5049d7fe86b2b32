// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Datasets;
import io.github.sam4j.eval.predictor.StubPredictor;
import io.github.sam4j.eval.protocol.Protocols;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.RunSummary;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.image.internal.files.Digests;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Affine;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.GridTolerance;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run reads its cases: which channel, and on which grid. */
final class CaseReadingTest {
  @TempDir
  private Path folder;

  private Path images = Path.of("");
  private Path labels = Path.of("");

  @BeforeEach
  void makeFolders() throws IOException {
    images = Files.createDirectory(folder.resolve("images"));
    labels = Files.createDirectory(folder.resolve("labels"));
  }

  private static Volume volume(Geometry geometry, int value) {
    short[] voxels = new short[256];
    voxels[100] = (short) value;
    voxels[101] = (short) value;
    return Volume.of(VolumeShape.of(16, 16, 1), geometry, voxels);
  }

  private RunResult run(Evaluation.Builder evaluation, String journal) throws IOException {
    Dataset dataset = Datasets.folders("own", images, labels);
    return evaluation
        .build()
        .run(StubPredictor.half(), List.of(dataset), folder.resolve(journal), Progress.none());
  }

  private static Evaluation.Builder evaluation() {
    return Evaluation.builder(List.of(Protocols.medSamBox(0, 0, 2)));
  }

  @Test
  void runIsDescribedByTheFileOfItsChannel() throws IOException {
    Geometry geometry = Geometry.of(new Spacing(1, 1, 1));
    Volumes.write(volume(geometry, 1), labels.resolve("a.nii"));
    Volumes.write(volume(geometry, 7), images.resolve("a_0000.nii"));
    Volumes.write(volume(geometry, 9), images.resolve("a_0001.nii"));

    for (int channel = 0; channel < 2; channel++) {
      RunResult result = run(evaluation().channel(channel), channel + ".jsonl");

      try (InputStream in = Files.newInputStream(images.resolve("a_000" + channel + ".nii"))) {
        assertThat(result.description().data())
            .containsEntry("own/a/image", Digests.sha256(in, bytes -> {}));
      }
      assertThat(RunSummary.of(result).failures()).isEmpty();
    }
    assertThat(RunSummary.of(run(evaluation().channel(2), "2.jsonl")).failures().values())
        .singleElement()
        .asString()
        .contains("channel below 2, got 2");
  }

  @Test
  void toleranceOfTheGridIsAnOptionOfTheRun() throws IOException {
    Geometry moved = Geometry.of(Affine.ofRows(1, 0, 0, 0.3, 0, 1, 0, 0, 0, 0, 1, 0));
    Volumes.write(volume(Geometry.of(new Spacing(1, 1, 1)), 7), images.resolve("a.nii"));
    Volumes.write(volume(moved, 1), labels.resolve("a.nii"));

    RunResult usual = run(evaluation(), "usual.jsonl");
    RunResult strict = run(evaluation().gridTolerance(new GridTolerance(0.1)), "strict.jsonl");

    assertThat(RunSummary.of(usual).failures()).isEmpty();
    assertThat(options(usual)).doesNotContainKey("grid tolerance");
    assertThat(RunSummary.of(strict).failures().values())
        .singleElement()
        .asString()
        .contains("0.3 mm off", "at most 0.1");
    assertThat(options(strict)).containsEntry("grid tolerance", "0.1 voxels");
  }

  private static Map<String, String> options(RunResult result) {
    RunDescription description = result.description();
    return description.options();
  }
}
