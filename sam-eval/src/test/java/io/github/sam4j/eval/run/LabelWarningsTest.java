// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.Datasets;
import io.github.sam4j.eval.predictor.StubPredictor;
import io.github.sam4j.eval.protocol.AutomaticProtocol;
import io.github.sam4j.eval.report.HtmlReport;
import io.github.sam4j.eval.report.ResultFiles;
import io.github.sam4j.eval.result.LabelWarning;
import io.github.sam4j.eval.result.LabelWarning.Kind;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.io.Volumes;
import io.github.sam4j.io.volume.Geometry;
import io.github.sam4j.io.volume.Volume;
import io.github.sam4j.io.volume.VolumeShape;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labels that differ from those that a data set names. */
final class LabelWarningsTest {
  private static final int SIDE = 16;

  @TempDir
  private Path folder;

  /** Writes a case whose planes show one label each. */
  private void write(String name, int... labels) throws IOException {
    short[] voxels = new short[SIDE * SIDE * labels.length];
    for (int plane = 0; plane < labels.length; plane++) {
      for (int i = 60; i < 70; i++) {
        voxels[plane * SIDE * SIDE + i] = (short) labels[plane];
      }
    }
    Volume volume = Volume.of(
        VolumeShape.of(SIDE, SIDE, labels.length), Geometry.of(new Spacing(1, 1, 3)), voxels);
    for (String each : List.of("images", "labels")) {
      Files.createDirectories(folder.resolve(each));
      Volumes.write(volume, folder.resolve(each).resolve(name + ".nii.gz"));
    }
  }

  private Dataset dataset(Map<Integer, String> names) throws IOException {
    return Datasets.folders(
        "own", folder.resolve("images"), folder.resolve("labels"), new TreeMap<>(names));
  }

  private RunResult run(Dataset dataset, String journal) throws IOException {
    return Evaluation.of(List.of(AutomaticProtocol.of(List.of(MaskSelection.bestIou()))))
        .run(StubPredictor.half(), List.of(dataset), folder.resolve(journal), Progress.none());
  }

  private static LabelWarning warning(
      Kind kind, Map<Integer, String> labels, int cases, int of, String first) {
    SortedMap<Integer, String> sorted = new TreeMap<>(labels);
    return new LabelWarning("own", kind, sorted, cases, of, first);
  }

  @Test
  void labelsThatDifferAreToldOncePerDataSet() throws IOException {
    write("a", 1, 2, 3);
    write("b", 1, 7, 5);
    write("c", 1, 5, -1);

    RunResult result = run(dataset(Map.of(1, "one", 2, "two", 4, "four")), "journal.jsonl");

    assertThat(result.warnings())
        .containsExactly(
            warning(Kind.UNNAMED, Map.of(3, "", 5, "", 7, ""), 3, 3, "a"),
            warning(Kind.NEGATIVE, Map.of(-1, ""), 1, 3, "c"),
            warning(Kind.MISSING, Map.of(4, "four"), 0, 3, ""));
    assertThat(result.warnings().get(0).message())
        .contains("own: labels 3, 5, 7 occur in 3 of 3 cases (first a)");
    assertThat(result.warnings().get(2).message())
        .contains("label 4 (four) is named, but in none of 3 cases");
  }

  @Test
  void warningsAreThoseOfTheWholeRunWhenItIsResumedOrMerged() throws IOException {
    write("a", 1, 3);
    write("b", 1, -2);
    Dataset both = dataset(Map.of(1, "one", 2, "two"));
    List<LabelWarning> expected = run(both, "whole.jsonl").warnings();
    assertThat(expected).hasSize(3);

    assertThat(run(both, "whole.jsonl").warnings()).isEqualTo(expected);
    assertThat(Journals.read(folder.resolve("whole.jsonl")).warnings()).isEqualTo(expected);
    List<Path> parts = new ArrayList<>();
    for (String part : List.of("a", "b")) {
      run(both.onlyCases(one -> one.id().equals(part)), part + ".jsonl");
      parts.add(folder.resolve(part + ".jsonl"));
    }
    Path merged = folder.resolve("merged.jsonl");
    Journals.merge(parts, merged);
    assertThat(Journals.read(merged).warnings()).isEqualTo(expected);
    // killed after the first volume: the second one is read when the run goes on
    List<String> lines = Files.readAllLines(folder.resolve("whole.jsonl"));
    int second = 0;
    while (!lines.get(second).contains("\"case\":\"b\"")) {
      second++;
    }
    Files.write(folder.resolve("torn.jsonl"), lines.subList(0, second));
    assertThat(run(both, "torn.jsonl").warnings()).isEqualTo(expected);
  }

  @Test
  void labelsAsNamedGiveNoWarningAndNoTrace() throws IOException {
    write("a", 1, 0);
    write("b", 2, 0);

    RunResult result = run(dataset(Map.of(1, "one", 2, "two")), "journal.jsonl");

    assertThat(result.warnings()).isEmpty();
    Path out = Files.createDirectory(folder.resolve("out"));
    ResultFiles.write(result, out, /* saveMasks= */ false);
    assertThat(out.resolve("run.json")).content().doesNotContain("warnings");
    assertThat(out.resolve("table.txt")).content().doesNotContain("Warnings");
  }

  @Test
  void withoutNamesOnlyNegativeLabelsAreTold() throws IOException {
    write("a", 1, 9, -3);

    assertThat(run(dataset(Map.of()), "journal.jsonl").warnings())
        .containsExactly(warning(Kind.NEGATIVE, Map.of(-3, ""), 1, 1, "a"));
  }

  @Test
  void reportAndTablesHaveTheWarnings() throws IOException {
    Dataset dataset = Datasets.msd(SharedData.require("testdata/reports/ds-unlisted-label"));
    RunResult result = run(dataset, "journal.jsonl");
    Path out = Files.createDirectory(folder.resolve("out"));
    Path page = out.resolve("report.html");

    ResultFiles.write(result, out, /* saveMasks= */ false);
    HtmlReport.write(
        result,
        slice -> {
          throw new IOException("not needed");
        },
        page);

    String unnamed = "label 5 occurs in 1 of 1 case (first a)";
    String missing = "label 2 (two) is named, but in none of 1 case";
    assertThat(result.warnings())
        .extracting(LabelWarning::kind)
        .containsExactly(Kind.UNNAMED, Kind.MISSING);
    for (String name : List.of("run.json", "table.txt", "table.md", "report.html")) {
      assertThat(out.resolve(name)).content().as(name).contains(unnamed, missing);
    }
  }
}
