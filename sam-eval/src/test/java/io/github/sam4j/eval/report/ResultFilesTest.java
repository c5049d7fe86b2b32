// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.sam4j.eval.protocol.StandardProtocols;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.metrics.Overlap;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResultFilesTest {
  private static final List<String> NAMES = List.of(
      "slices.csv",
      "timings.csv",
      "failures.csv",
      "masks.jsonl",
      "table.csv",
      "volumes.csv",
      "clicks.csv",
      "noc.csv",
      "table.txt",
      "table.md",
      "table.tex",
      "run.json");

  @TempDir
  private Path folder;

  private static String expected(String name) throws IOException {
    try (InputStream in = ResultFilesTest.class.getResourceAsStream("tiny/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> names(List<Path> paths) {
    return paths.stream().map(path -> String.valueOf(path.getFileName())).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slices.csv",
        "timings.csv",
        "failures.csv",
        "masks.jsonl",
        "table.csv",
        "volumes.csv",
        "clicks.csv",
        "noc.csv",
        "table.txt",
        "table.md",
        "table.tex",
        "run.json"
      })
  void filesAreAsWrittenDown(String name) throws IOException {
    ResultFiles.write(new TinyRun(), folder, true);

    assertThat(Files.readString(folder.resolve(name))).isEqualTo(expected(name));
  }

  @Test
  void allFilesAreToldAndNothingElseIsLeft() throws IOException {
    ResultFiles files = ResultFiles.write(new TinyRun(), folder, true);

    assertThat(names(files.paths())).isEqualTo(NAMES);
    assertThat(files.paths()).allSatisfy(path -> assertThat(path).isNotEmptyFile());
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(names(left.toList())).containsExactlyInAnyOrderElementsOf(NAMES);
    }
    assertThat(files.summary().table().rows()).hasSize(5);
  }

  @Test
  void masksAreWrittenOnlyWhenAskedFor() throws IOException {
    ResultFiles files = ResultFiles.write(new TinyRun(), folder, false);

    assertThat(names(files.paths())).doesNotContain("masks.jsonl").contains("slices.csv");
    assertThat(folder.resolve("masks.jsonl")).doesNotExist();
  }

  @Test
  void whatAnEarlierRunLeftIsDeletedAndOtherFilesStay() throws IOException {
    ResultFiles.write(new TinyRun(), folder, true);
    Path notes = Files.writeString(folder.resolve("notes.csv"), "mine");
    Path journal = Files.writeString(folder.resolve("journal.jsonl"), "{}");

    ResultFiles files = ResultFiles.write(new Slices(Stream.of()), folder, false);

    assertThat(folder.resolve("masks.jsonl")).doesNotExist();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left)
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(files.paths().stream(), Stream.of(notes, journal)).toList());
    }
  }

  @Test
  void runThatFailsLeavesTheFilesOfTheEarlierOne() throws IOException {
    ResultFiles.write(new TinyRun(), folder, true);
    Stream<SliceRecord> broken = Stream.of(0).map(i -> {
      throw new UncheckedIOException(new IOException("journal.jsonl: line 3 isn't JSON"));
    });

    assertThatIOException().isThrownBy(() -> ResultFiles.write(new Slices(broken), folder, false));

    for (String name : NAMES) {
      assertThat(folder.resolve(name)).hasContent(expected(name));
    }
  }

  @Test
  void timesOfAVolumeThatCouldNotBeReadHaveNoSlice() throws IOException {
    SliceRecord volume = new SliceRecord(
        new SliceId("task", "case", 0, 0),
        Map.of(),
        List.of(),
        List.of(),
        Map.of("read", 2.0),
        Optional.of("gone"));

    ResultFiles.write(new Slices(Stream.of(volume)), folder, false);

    assertThat(Files.readAllLines(folder.resolve("timings.csv")))
        .containsExactly("task,case,slice,step,milliseconds", "task,case,,read,2.000");
    assertThat(folder.resolve("table.txt"))
        .content()
        .containsPattern("volumes +1, of which 1 failed")
        .containsPattern("slices +0\n");
  }

  @Test
  void slicesAreReadOnce() throws IOException {
    TinyRun run = new TinyRun();

    ResultFiles.write(run, folder, true);

    assertThat(run.passes()).isEqualTo(1);
  }

  @Test
  void savedMasksScoreAsTheTableSays() throws IOException {
    ResultFiles.write(new TinyRun(), folder, true);

    List<String> lines = Files.readAllLines(folder.resolve("masks.jsonl"));
    assertThat(lines).hasSize(7);
    for (String line : lines) {
      JsonNode json = new ObjectMapper().readTree(line);
      Overlap overlap = Overlap.between(mask(json.get("reference")), mask(json.get("prediction")));
      assertThat(overlap.truePositives()).isEqualTo(json.get("tp").asLong());
      assertThat(overlap.falsePositives()).isEqualTo(json.get("fp").asLong());
      assertThat(overlap.falseNegatives()).isEqualTo(json.get("fn").asLong());
      if (json.get("dice").isNull()) {
        assertThat(overlap.isEmpty()).isTrue();
      } else {
        assertThat(overlap.dice()).isEqualTo(json.get("dice").asDouble());
        assertThat(overlap.iou()).isEqualTo(json.get("iou").asDouble());
      }
    }
  }

  private static Mask mask(JsonNode json) {
    return RunLengths.ofCocoString(
            json.get("size").get(1).asInt(),
            json.get("size").get(0).asInt(),
            json.get("counts").asText())
        .toMask();
  }

  /** A run of given slices. */
  private record Slices(Stream<SliceRecord> slices) implements RunResult {
    @Override
    public RunDescription description() {
      return new RunDescription(
          Map.of(), StandardProtocols.descriptions(), Map.of(), Map.of(), Map.of());
    }

    @Override
    public List<String> skipped() {
      return List.of();
    }
  }

  @Test
  void runWithoutSlicesGivesHeadersOnly() throws IOException {
    ResultFiles files = ResultFiles.write(new Slices(Stream.of()), folder, true);

    assertThat(names(files.paths()))
        .containsExactly(
            "slices.csv",
            "timings.csv",
            "failures.csv",
            "masks.jsonl",
            "table.txt",
            "table.md",
            "table.tex",
            "run.json");
    assertThat(folder.resolve("masks.jsonl")).isEmptyFile();
    assertThat(Files.readAllLines(folder.resolve("failures.csv")))
        .containsExactly("task,case,slice,reason");
  }

  @Test
  void journalThatBreaksOffLeavesNoFileAndItsOwnError() {
    IOException broken = new IOException("journal.jsonl: line 3 isn't JSON");
    AtomicBoolean closed = new AtomicBoolean();
    Stream<SliceRecord> slices = IntStream.range(0, 3)
        .mapToObj(i -> {
          if (i == 2) {
            throw new UncheckedIOException(broken);
          }
          return record(i, Map.of());
        })
        .onClose(() -> closed.set(true));

    assertThatIOException()
        .isThrownBy(() -> ResultFiles.write(new Slices(slices), folder, true))
        .isSameAs(broken);
    assertThat(folder).isEmptyDirectory();
    assertThat(closed).isTrue();
  }

  @Test
  void maskWithoutItsTruthIsRefusedByName() {
    Series series = new Series("task", "liver", "box", "BOX", 0);
    RunLengths mask = RunLengths.of(Mask.empty(3, 2));
    SliceId id = new SliceId("task", "case", 4, 10);
    SliceRecord slice = new SliceRecord(
        id,
        Map.of("spleen", mask),
        List.of(new SliceScore(
            id, series, "", 1, List.of(), Float.NaN, new Overlap(0, 0, 1, 5), Map.of())),
        List.of(mask),
        Map.of(),
        Optional.empty());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultFiles.write(new Slices(Stream.of(slice)), folder, true))
        .withMessage(
            "task case slice 4: expected the ground truth of liver, found that of [spleen]");
    assertThat(folder).isEmptyDirectory();
  }

  private static SliceRecord record(int slice, Map<String, Double> milliseconds) {
    return new SliceRecord(
        new SliceId("task", "case", slice, 10),
        Map.of(),
        List.of(),
        List.of(),
        milliseconds,
        Optional.empty());
  }
}
