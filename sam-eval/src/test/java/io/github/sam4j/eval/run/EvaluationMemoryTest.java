// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Datasets;
import io.github.sam4j.eval.predictor.StubPredictor;
import io.github.sam4j.eval.protocol.AutomaticProtocol;
import io.github.sam4j.eval.report.ResultFiles;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run keeps of its slices. */
final class EvaluationMemoryTest {
  private static final int SIDE = 160;
  private static final int SLICES = 240;
  private static final int SETTLED = 40;

  /** A picture alone has 77 KB, its masks more than that; places in the journal have 200 bytes. */
  private static final long BYTES_PER_SLICE = 4096;

  @TempDir
  private Path folder;

  /** Specks all over, so that run lengths are long. */
  private static Volume noise() {
    Random random = new Random(11);
    short[] voxels = new short[SIDE * SIDE * SLICES];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (short) (random.nextInt(8) == 0 ? 1 : 0);
    }
    return Volume.of(VolumeShape.of(SIDE, SIDE, SLICES), Geometry.of(new Spacing(1, 1, 3)), voxels);
  }

  private static long usedAfterCollection() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  @Test
  void heapStaysFlatOver200Slices() throws IOException {
    Path file = folder.resolve("noise.nii");
    Volumes.write(noise(), file);
    Dataset dataset = Datasets.pair(file, file);
    Evaluation evaluation = Evaluation.of(List.of(AutomaticProtocol.of(MaskSelection.all())));
    List<Long> used = new ArrayList<>();
    int[] told = {0};
    Progress progress = (fraction, step) -> {
      told[0] += step.contains("slices") ? 1 : 0;
      if (told[0] == SETTLED || told[0] == SLICES - 2) {
        used.add(usedAfterCollection());
      }
    };

    RunResult result = evaluation.run(
        StubPredictor.perfect(), List.of(dataset), folder.resolve("journal.jsonl"), progress);

    assertThat(used).hasSize(2);
    assertThat(used.get(1) - used.get(0))
        .as("bytes that %s slices left behind", SLICES - SETTLED)
        .isLessThan(BYTES_PER_SLICE * (SLICES - SETTLED));
    long before = usedAfterCollection();
    ResultFiles files = ResultFiles.write(result, folder, /* saveMasks= */ true);
    assertThat(usedAfterCollection() - before)
        .as("bytes that tables of %s scores hold", SLICES * MaskSelection.all().size())
        .isLessThan(BYTES_PER_SLICE * SLICES);
    assertThat(files.summary().table().rows()).hasSize(MaskSelection.all().size());
  }
}
