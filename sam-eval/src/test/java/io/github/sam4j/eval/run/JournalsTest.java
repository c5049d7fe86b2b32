// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.predictor.StubPredictor;
import io.github.sam4j.eval.protocol.AutomaticProtocol;
import io.github.sam4j.eval.protocol.Protocols;
import io.github.sam4j.eval.report.ResultFiles;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.VolumeRecord;
import io.github.sam4j.eval.run.Journals.JournalException;
import io.github.sam4j.eval.run.Journals.RecordCodec;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals of parts of a run, and their lines. */
final class JournalsTest {
  @TempDir
  private Path folder;

  private Dataset balls;
  private Path merged;

  @BeforeEach
  void makeData() throws IOException {
    balls = Balls.write(folder, 2, 9);
    merged = folder.resolve("merged.jsonl");
  }

  private static Evaluation evaluation(MaskSelection... selections) {
    return Evaluation.builder(
            List.of(AutomaticProtocol.of(List.of(selections)), Protocols.medSamBox(0, 0, 2)))
        .volumeMetrics(List.of(VolumeMetric.named("hd95"), VolumeMetric.named("iou")))
        .build();
  }

  private Path part(String name, SlicePredictor predictor, MaskSelection... selections)
      throws IOException {
    Path journal = folder.resolve(name + ".jsonl");
    evaluation(selections)
        .run(
            predictor,
            List.of(balls.onlyCases(one -> one.id().equals(name))),
            journal,
            Progress.none());
    return journal;
  }

  private Path part(String name) throws IOException {
    return part(name, StubPredictor.half(), MaskSelection.bestIou());
  }

  private RunResult whole() throws IOException {
    return evaluation(MaskSelection.bestIou())
        .run(StubPredictor.half(), List.of(balls), folder.resolve("whole.jsonl"), Progress.none());
  }

  @Test
  void mergedPartsGiveTheFilesOfOneRun() throws IOException {
    Path one = Files.createDirectory(folder.resolve("one"));
    Path parts = Files.createDirectory(folder.resolve("parts"));
    ResultFiles expected = ResultFiles.write(whole(), one, /* saveMasks= */ true);

    Journals.merge(List.of(part("ball_0"), part("ball_1")), merged);
    ResultFiles.write(Journals.read(merged), parts, /* saveMasks= */ true);

    assertThat(expected.paths())
        .extracting(path -> path.getFileName().toString())
        .contains("slices.csv", "table.csv", "volumes.csv", "volume_metrics.csv", "run.json");
    for (Path file : expected.paths()) {
      // the one file that no two runs have alike
      if (!file.endsWith("timings.csv")) {
        assertThat(parts.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void mergedJournalIsFinishedForARunOverAllCases() throws IOException {
    Journals.merge(List.of(part("ball_1"), part("ball_0")), merged);
    WatchedPredictor watched = new WatchedPredictor(StubPredictor.half());

    RunResult result =
        evaluation(MaskSelection.bestIou()).run(watched, List.of(balls), merged, Progress.none());

    assertThat(watched.prepared()).isZero();
    assertThat(result.volumes()).isEqualTo(whole().volumes());
  }

  @Test
  void partsThatDontBelongTogetherAreRefused() throws IOException {
    Path first = part("ball_0");
    Path copy = Files.copy(first, folder.resolve("copy.jsonl"));

    assertThatThrownBy(() -> Journals.merge(List.of(first, copy), merged))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(copy.toString())
        .hasMessageContaining("balls ball_0");
    Path options = part("ball_1", StubPredictor.half(), MaskSelection.bestDice());
    assertThatThrownBy(() -> Journals.merge(List.of(first, options), merged))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("automatic.selections is BEST_DICE, was BEST_IOU");
    Files.delete(options);
    Path model = part("ball_1", StubPredictor.perfect(), MaskSelection.bestIou());
    assertThatThrownBy(() -> Journals.merge(List.of(first, model), merged))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("model name is stub: perfect, was stub: half");
    assertThatThrownBy(() -> Journals.merge(List.of(), merged))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(merged).doesNotExist();
  }

  @Test
  void fileOfAnotherChecksumIsRefused() throws IOException {
    Path first = part("ball_0");
    Path second = part("ball_1");
    String checksum = Journals.read(first).description().data().get("balls/ball_0/image");
    List<String> lines = Files.readAllLines(second);
    lines.set(0, lines.get(0).replace("\"data\":{", "\"data\":{\"balls/ball_0/image\":\"00ff\","));
    Files.write(second, lines);

    assertThatThrownBy(() -> Journals.merge(List.of(first, second), merged))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("balls/ball_0/image with SHA-256 00ff instead of " + checksum);
    assertThat(merged).doesNotExist();
  }

  @Test
  void journalOfAnUnfinishedRunIsRefused() throws IOException {
    Path first = part("ball_0");
    List<String> lines = Files.readAllLines(first);
    Files.write(first, lines.subList(0, 3));

    assertThatThrownBy(() -> Journals.merge(List.of(first), merged))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("missing of balls/ball_0");
    assertThatThrownBy(() -> Journals.read(first))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("missing of balls/ball_0");
    assertThat(merged).doesNotExist();
  }

  @Test
  void nothingButAnotherJournalIsReplaced() throws IOException {
    Path first = part("ball_0");
    byte[] content = Files.readAllBytes(first);
    Path notes = Files.writeString(folder.resolve("notes.txt"), "keep me");

    assertThatThrownBy(() -> Journals.merge(List.of(first), first))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("one of them");
    assertThatThrownBy(() -> Journals.merge(List.of(first), notes))
        .isInstanceOf(JournalException.class);
    assertThat(first).hasBinaryContent(content);
    assertThat(notes).hasContent("keep me");
  }

  @Test
  void journalThatIsWrittenToIsRefused() throws IOException {
    Path first = part("ball_0");
    try (Journal open = Journal.open(first, Journals.read(first).description(), false)) {
      assertThat(open.file()).isEqualTo(first);
      assertThatThrownBy(() -> Journals.merge(List.of(first), merged))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("in use");
    }
  }

  @Test
  void recordsComeBackFromTheirLines() throws IOException {
    RunResult result = whole();
    RecordCodec codec = RecordCodec.of(result.description());

    assertThat(RecordCodec.run(RecordCodec.line(result.description())))
        .isEqualTo(result.description());
    try (Stream<SliceRecord> slices = result.slices()) {
      for (SliceRecord slice : slices.toList()) {
        assertThat(codec.line(slice)).doesNotContain("\n");
        assertThat(codec.slice(codec.line(slice))).isEqualTo(slice);
      }
    }
    assertThat(result.volumes()).hasSize(2);
    for (VolumeRecord volume : result.volumes()) {
      assertThat(codec.volume(codec.line(volume))).isEqualTo(volume);
    }
    assertThatThrownBy(() -> codec.slice("{\"volume\":[]}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("expected a line of a journal, found no member");
    assertThatThrownBy(() -> RecordCodec.run("{\"journal\":1}"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 1 instead of 2");
  }
}
