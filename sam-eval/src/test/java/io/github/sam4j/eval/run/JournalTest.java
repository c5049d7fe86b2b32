// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.protocol.StandardProtocols;
import io.github.sam4j.eval.result.RunDescription;
import io.github.sam4j.eval.result.Series;
import io.github.sam4j.eval.result.SliceId;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.eval.run.Journals.JournalException;
import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.metrics.Overlap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a journal keeps, what it forgets, and what it refuses. */
final class JournalTest {
  private static final JournalFormat.Planned PLAN = new JournalFormat.Planned(
      "task",
      "a \"case\"\nof two lines",
      20,
      List.of(3, 4, 5),
      Optional.of(new Spacing(0.7, 0.8, 5)));

  @TempDir
  private Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("journal.jsonl");
  }

  private static RunDescription description(String axis) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("axis", axis);
    options.put("slices", "with_truth");
    return new RunDescription(
        options,
        StandardProtocols.descriptions(),
        Map.of("name", "stub"),
        Map.of("task/case/image", "12ab"),
        Map.of("java", "17"));
  }

  private static SliceId id(int slice) {
    return new SliceId(PLAN.task(), PLAN.caseId(), slice, PLAN.sliceCount());
  }

  /** A slice with everything that can be there, undefined numbers included. */
  private static SliceRecord slice(int index, Random random) {
    List<SliceScore> scores = new ArrayList<>();
    List<RunLengths> masks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      scores.add(new SliceScore(
          id(index),
          new Series(PLAN.task(), "object " + i, "automatic", "BEST_IOU", i),
          i == 0 ? "" : "+(3, 4) é",
          i,
          i == 0 ? List.of() : List.of(0, i),
          i == 1 ? Float.NaN : random.nextFloat(),
          new Overlap(random.nextInt(99), random.nextInt(99), i, 1L << 40),
          i == 2 ? Map.of() : Map.of(ScoreKey.SURFACE_DICE, random.nextDouble())));
      Mask mask = Mask.of(13, 7, (x, y) -> random.nextBoolean());
      // two scores of one mask
      masks.add(i == 3 ? masks.get(0) : RunLengths.of(mask));
    }
    Map<String, Double> milliseconds = new LinkedHashMap<>();
    milliseconds.put("encode", random.nextDouble());
    milliseconds.put("automatic", random.nextDouble());
    return new SliceRecord(
        id(index),
        Map.of("foreground", masks.get(1)),
        scores,
        masks,
        milliseconds,
        Optional.empty());
  }

  private static SliceRecord failed(int index) {
    return new SliceRecord(
        id(index), Map.of(), List.of(), List.of(), Map.of(), Optional.of("too thin"));
  }

  private List<SliceRecord> written(Journal journal) throws IOException {
    return journal.read(PLAN.task(), PLAN.caseId());
  }

  @Test
  void slicesComeBackAsTheyWere() throws IOException {
    Random random = new Random(1);
    List<SliceRecord> slices = List.of(slice(3, random), slice(4, random), failed(5));

    try (Journal journal = Journal.open(file, description("axial"), false)) {
      journal.add(PLAN);
      for (SliceRecord slice : slices) {
        journal.add(slice);
      }
      assertThat(written(journal)).isEqualTo(slices);
    }

    try (Journal journal = Journal.open(file, description("axial"), false)) {
      assertThat(written(journal)).isEqualTo(slices);
      assertThat(journal.planned(PLAN.task(), PLAN.caseId())).hasValue(PLAN);
      assertThat(journal.isDone(id(4))).isTrue();
      assertThat(journal.isDone(id(5))).as("a failed slice is tried again").isFalse();
    }
  }

  @Test
  void laterLineAboutASliceCounts() throws IOException {
    SliceRecord better = slice(5, new Random(2));
    try (Journal journal = Journal.open(file, description("axial"), false)) {
      journal.add(PLAN);
      journal.add(failed(5));
      journal.add(better);
    }

    try (Journal journal = Journal.open(file, description("axial"), false)) {
      assertThat(written(journal)).containsExactly(better);
      assertThat(journal.isDone(id(5))).isTrue();
    }
  }

  /** Cuts the file after every byte of its last line, as a killed process might. */
  @Test
  void tornLastLineIsForgotten() throws IOException {
    Random random = new Random(3);
    SliceRecord first = slice(3, random);
    SliceRecord second = slice(4, random);
    long whole;
    try (Journal journal = Journal.open(file, description("axial"), false)) {
      journal.add(PLAN);
      journal.add(first);
      whole = Files.size(file);
      journal.add(second);
    }
    byte[] complete = Files.readAllBytes(file);

    for (int length = (int) whole; length < complete.length; length += 7) {
      Files.write(file, Arrays.copyOf(complete, length));
      try (Journal journal = Journal.open(file, description("axial"), false)) {
        assertThat(written(journal)).containsExactly(first);
        journal.add(second);
        assertThat(written(journal)).containsExactly(first, second);
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(complete);
    }
  }

  @Test
  void journalOfAnotherRunIsRefusedWithTheDifference() throws IOException {
    Journal.open(file, description("axial"), false).close();

    assertThatThrownBy(() -> Journal.open(file, description("coronal"), false))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("option axis is coronal, was axial")
        .hasMessageNotContaining("slices");

    RunDescription axial = description("axial");
    RunDescription otherModel = new RunDescription(
        axial.options(),
        axial.protocols(),
        Map.of("name", "vit_h"),
        axial.data(),
        axial.environment());
    assertThatThrownBy(() -> Journal.open(file, otherModel, false))
        .hasMessageContaining("model name is vit_h, was stub");
    RunDescription moreData = new RunDescription(
        axial.options(),
        axial.protocols(),
        axial.model(),
        Map.of("task/case/image", "12ab", "task/other/image", "34"),
        axial.environment());
    assertThatThrownBy(() -> Journal.open(file, moreData, false))
        .hasMessageContaining("data task/other/image is 34, was nothing");
  }

  @Test
  void otherMachineMayContinue() throws IOException {
    Journal.open(file, description("axial"), false).close();
    RunDescription axial = description("axial");

    Journal.open(
            file,
            new RunDescription(
                axial.options(),
                axial.protocols(),
                axial.model(),
                axial.data(),
                Map.of("java", "25")),
            false)
        .close();

    assertThat(Files.readString(file).lines()).hasSize(1);
  }

  @Test
  void damageInTheMiddleIsRefusedByLine() throws IOException {
    try (Journal journal = Journal.open(file, description("axial"), false)) {
      journal.add(slice(3, new Random(4)));
      journal.add(slice(4, new Random(4)));
    }
    List<String> lines = Files.readAllLines(file);
    Files.writeString(
        file, lines.get(0) + "\n" + lines.get(1).replace("\"tp\"", "\"tq\"") + "\n" + lines.get(2));

    assertThatThrownBy(() -> Journal.open(file, description("axial"), false))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("no member tp in line 2");
  }

  @Test
  void fileThatIsNoJournalIsRefusedAndKept() throws IOException {
    for (String text :
        List.of("hello\n", "{\"journal\":99}\n", "[1]\n", "{\"labels\":{}} without end", "{\"j0")) {
      Files.writeString(file, text);

      for (boolean anew : new boolean[] {false, true}) {
        // a journal of another version may be given up on request
        if (!(anew && text.contains("99"))) {
          assertThatThrownBy(() -> Journal.open(file, description("axial"), anew))
              .isInstanceOf(JournalException.class)
              .hasMessageContaining("journal");
          assertThat(file).hasContent(text);
        }
      }
    }
  }

  @Test
  void journalOfAnotherRunIsGivenUpOnRequest() throws IOException {
    try (Journal journal = Journal.open(file, description("axial"), false)) {
      journal.add(PLAN);
      journal.add(slice(3, new Random(5)));
    }

    try (Journal journal = Journal.open(file, description("coronal"), true)) {
      assertThat(journal.planned(PLAN.task(), PLAN.caseId())).isEmpty();
      assertThat(journal.isDone(id(3))).isFalse();
    }

    assertThat(Files.readString(file).lines()).hasSize(1).first().asString().contains("coronal");
  }

  /** The reader plans volumes while the slices of another one come in. */
  @Test
  void linesOfSeveralThreadsDontMix() throws Exception {
    int threads = 8;
    int lines = 150;
    List<SliceRecord> slices = new ArrayList<>();
    ExecutorService planners = Executors.newFixedThreadPool(threads);
    try (Journal journal = Journal.open(file, description("axial"), false)) {
      List<Future<?>> planned = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        String task = "task " + t;
        planned.add(planners.submit(() -> {
          for (int i = 0; i < lines; i++) {
            journal.add(
                new JournalFormat.Planned(task, "volume " + i, 9, List.of(1, 2), Optional.empty()));
          }
          return task;
        }));
      }
      Random random = new Random(6);
      for (int i = 0; i < lines; i++) {
        slices.add(slice(i, random));
        journal.add(slices.get(i));
      }
      for (Future<?> planner : planned) {
        planner.get();
      }
    } finally {
      planners.shutdownNow();
    }

    try (Journal journal = Journal.open(file, description("axial"), false)) {
      for (int i = 0; i < threads * lines; i++) {
        assertThat(journal.planned("task " + i % threads, "volume " + i / threads))
            .isPresent();
      }
      assertThat(slices).allMatch(slice -> journal.isDone(slice.slice()));
    }
  }

  @Test
  void journalInUseIsRefused() throws IOException {
    try (Journal journal = Journal.open(file, description("axial"), false)) {
      assertThat(journal.file()).isEqualTo(file);
      assertThatThrownBy(() -> Journal.open(file, description("axial"), false))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("in use");
    }
    Journal.open(file, description("axial"), false).close();
  }

  @Test
  void linesAreJson() throws IOException {
    try (Journal journal = Journal.open(file, description("axial"), false)) {
      journal.add(PLAN);
    }

    assertThat(Files.readAllBytes(file)).endsWith((byte) '\n');
    assertThat(Files.readString(file, StandardCharsets.UTF_8).lines()).hasSize(2);
  }
}
