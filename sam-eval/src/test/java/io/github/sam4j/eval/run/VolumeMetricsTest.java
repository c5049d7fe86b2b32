// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.dataset.CaseReader;
import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Datasets;
import io.github.sam4j.eval.dataset.LabelledVolume;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.predictor.StubPredictor;
import io.github.sam4j.eval.protocol.AutomaticProtocol;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.Protocols;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.report.ResultFiles;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.ScoreTable.VolumeScore;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.VolumeRecord;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.OverlapMetric;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.metrics.surface.SurfaceComparison;
import io.github.sam4j.metrics.surface.SurfaceDistances;
import io.github.sam4j.metrics.surface.SurfaceMetric;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scores of volumes in three dimensions, against the metrics themselves. */
final class VolumeMetricsTest {
  private static final Spacing SPACING = new Spacing(0.5, 0.75, 3);

  private static final List<VolumeMetric> METRICS =
      Stream.of("dice", "hd95", "nsd_2mm").map(VolumeMetric::named).toList();

  @TempDir
  private Path folder;

  private Dataset cones;
  private Path journal;

  @BeforeEach
  void makeData() throws IOException {
    Path images = Files.createDirectories(folder.resolve("images"));
    for (int c = 0; c < 2; c++) {
      Volumes.write(cone(3 + c), images.resolve("cone_" + c + ".nii.gz"));
    }
    Path labels = Files.createDirectories(folder.resolve("labels"));
    try (Stream<Path> files = Files.list(images)) {
      for (Path file : files.toList()) {
        Files.copy(file, labels.resolve(file.getFileName()));
      }
    }
    cones = Datasets.folders("cones", images, labels);
    journal = folder.resolve("journal.jsonl");
  }

  /** Rectangles that shrink from slice to slice, the first and the last slice without any. */
  private static Volume cone(int planes) {
    VolumeShape shape = VolumeShape.of(12, 9, planes + 2);
    short[] voxels = new short[12 * 9 * (planes + 2)];
    for (int z = 1; z <= planes; z++) {
      for (int y = 1; y < 8; y++) {
        for (int x = z; x < 11; x++) {
          voxels[(z * 9 + y) * 12 + x] = 1;
        }
      }
    }
    return Volume.of(shape, Geometry.of(SPACING), voxels);
  }

  private static Evaluation evaluation(Protocol... protocols) {
    return Evaluation.builder(List.of(protocols)).volumeMetrics(METRICS).build();
  }

  private static Protocol best() {
    return AutomaticProtocol.of(List.of(MaskSelection.bestIou()));
  }

  private RunResult run(Evaluation evaluation, SlicePredictor predictor) throws IOException {
    return evaluation.run(predictor, List.of(cones), journal, Progress.none());
  }

  /** The first half of the pixels of each slice, as the stub answers. */
  private static Mask half(Mask object) {
    long[] left = {object.area() / 2};
    return Mask.of(object.width(), object.height(), (x, y) -> object.get(x, y) && left[0]-- > 0);
  }

  private Map<ScoreKey, Double> expected(int index) throws IOException {
    LabelledVolume volume =
        CaseReader.of(Axis.THROUGH_PLANE).read(cones, cones.cases().get(index));
    List<Mask> truth = new ArrayList<>();
    for (int slice = 0; slice < volume.sliceCount(); slice++) {
      truth.add(volume.foreground(slice));
    }
    VoxelMask reference = VoxelMask.ofPlanes(truth);
    VoxelMask prediction =
        VoxelMask.ofPlanes(truth.stream().map(VolumeMetricsTest::half).toList());
    SurfaceDistances distances =
        SurfaceComparison.between(reference, prediction, SPACING).distances();
    return Map.of(
        ScoreKey.of(OverlapMetric.DICE), Overlap.between(reference, prediction).dice(),
        ScoreKey.of(SurfaceMetric.HAUSDORFF_95), distances.hausdorff95(),
        ScoreKey.surfaceDice(2), distances.surfaceDice(2));
  }

  @Test
  void volumesAreScoredInThreeDimensionsWithTheirSpacing() throws IOException {
    RunResult result = run(evaluation(best()), StubPredictor.half());

    List<VolumeRecord> volumes = result.volumes();
    assertThat(volumes).extracting(VolumeRecord::caseId).containsExactly("cone_0", "cone_1");
    for (int c = 0; c < volumes.size(); c++) {
      assertThat(volumes.get(c).scores())
          .containsExactly(Map.entry(
              new Series("cones", Dataset.FOREGROUND, AutomaticProtocol.NAME, "BEST_IOU", 0),
              expected(c)));
    }
  }

  @Test
  void filesHoldThemOnlyWhereAskedFor() throws IOException {
    ResultFiles asked = ResultFiles.write(
        run(evaluation(best()), StubPredictor.half()), folder, /* saveMasks= */ false);
    Path file = folder.resolve("volume_metrics.csv");

    assertThat(asked.paths()).contains(file);
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .startsWith("task,case,object,protocol,selection,clicks,dice,hd95,nsd_2mm");

    Files.delete(journal);
    ResultFiles.write(
        run(Evaluation.of(List.of(best())), StubPredictor.half()), folder, /* saveMasks= */ false);
    assertThat(file).doesNotExist();
    assertThat(journal).content().doesNotContain("\"volume\"");
  }

  @Test
  void diceIsThatOfThePooledCounts() throws IOException {
    RunResult result =
        run(evaluation(best(), Protocols.clicksToTarget()), StubPredictor.evenAreas());
    List<VolumeScore> pooled = ResultFiles.write(result, folder, /* saveMasks= */ false)
        .summary()
        .table()
        .volumes();

    assertThat(pooled)
        .filteredOn(volume -> volume.series().clicks() == 0)
        .isNotEmpty()
        .allSatisfy(volume -> {
          VolumeRecord record = result.volumes().stream()
              .filter(one -> one.caseId().equals(volume.caseId()))
              .findFirst()
              .orElseThrow();
          assertThat(record.scores().get(volume.series()))
              .containsEntry(ScoreKey.of(OverlapMetric.DICE), volume.pooled().dice());
        });
  }

  /** Slices of which the first click is enough count in the series of all later clicks. */
  @Test
  void lastPredictionStandsForLaterClicks() throws IOException {
    RunResult result = run(evaluation(Protocols.clicksToTarget()), StubPredictor.evenAreas());

    VolumeRecord volume = result.volumes().get(0);
    Series one = new Series("cones", Dataset.FOREGROUND, "noc", "NOC", 1);
    assertThat(volume.scores()).containsKeys(one, one.withClicks(2));
    assertThat(volume.scores().get(one.withClicks(2))).isEqualTo(volume.scores().get(one));
    assertThat(volume.scores().getOrDefault(one, Map.of()).get(ScoreKey.of(OverlapMetric.DICE)))
        .isBetween(0.1, 0.9);
  }

  @Test
  void finishedVolumeWithoutItsScoresIsScoredWhenTheRunGoesOn() throws IOException {
    List<VolumeRecord> expected = run(evaluation(best()), StubPredictor.half()).volumes();
    List<String> lines = Files.readAllLines(journal);
    // as if the process had ended between the last slice and the scores
    Files.write(
        journal, lines.stream().filter(line -> !line.contains("\"volume\":")).toList());
    WatchedPredictor watched = new WatchedPredictor(StubPredictor.half());

    RunResult result = run(evaluation(best()), watched);

    assertThat(expected).hasSize(2);
    assertThat(result.volumes()).isEqualTo(expected);
    assertThat(watched.prepared()).isZero();
    assertThat(run(evaluation(best()), watched).volumes()).isEqualTo(expected);
    assertThat(Files.readAllLines(journal)).hasSameSizeAs(lines);
  }

  @Test
  void volumeWithAFailedSliceIsScoredOnceTheSliceIsThere() throws IOException {
    SlicePredictor failing = new WatchedPredictor(StubPredictor.half(), count -> {
      if (count == 1) {
        throw new IllegalStateException("made up");
      }
    });
    assertThat(run(evaluation(best()), failing).volumes())
        .extracting(VolumeRecord::caseId)
        .containsExactly("cone_1");

    assertThat(run(evaluation(best()), StubPredictor.half()).volumes()).hasSize(2);
  }

  @Test
  void unknownMetricIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> VolumeMetric.named("hd96"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dice, iou,")
        .hasMessageContaining("hd95,")
        .hasMessageContaining("got name=hd96");
    assertThat(VolumeMetric.named("nsd_0.5mm").key().name()).isEqualTo("nsd_0.5mm");
  }
}
