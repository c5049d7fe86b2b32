// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.dataset.LabelledVolume;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.eval.predictor.StubPredictor;
import io.github.sam4j.eval.protocol.AutomaticProtocol;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.eval.protocol.Protocols;
import io.github.sam4j.eval.protocol.ScoreKey;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.eval.result.SliceRecord.SliceScore;
import io.github.sam4j.eval.run.Evaluation.ObjectsScored;
import io.github.sam4j.eval.run.Evaluation.SlicesUsed;
import io.github.sam4j.eval.run.Journals.JournalException;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with predictors that are not SAM. */
final class EvaluationTest {
  private static final int PLANES = 9;

  @TempDir
  private Path folder;

  private Dataset balls;
  private Path journal;

  @BeforeEach
  void makeData() throws IOException {
    balls = Balls.write(folder, 3, PLANES);
    journal = folder.resolve("journal.jsonl");
  }

  private static AutomaticProtocol automatic() {
    return AutomaticProtocol.of(MaskSelection.all());
  }

  /** Every protocol there is. */
  private static Evaluation everything() {
    List<Protocol> protocols = new ArrayList<>(Protocols.standard(0));
    protocols.add(0, automatic());
    // balls are smaller than what MedSAM looks at
    protocols.removeIf(protocol -> protocol.name().equals("medsam"));
    protocols.add(Protocols.medSamBox(0, 0, 2));
    return Evaluation.of(protocols);
  }

  private RunResult run(Evaluation evaluation, SlicePredictor predictor) throws IOException {
    return evaluation.run(predictor, List.of(balls), journal, Progress.none());
  }

  private static List<SliceRecord> slices(RunResult result) throws IOException {
    try (Stream<SliceRecord> slices = result.slices()) {
      return slices.toList();
    }
  }

  /** What a run found out, without how long it took. */
  private static List<Object> outcome(RunResult result) throws IOException {
    List<Object> outcome = new ArrayList<>();
    for (SliceRecord slice : slices(result)) {
      outcome.add(
          List.of(slice.slice(), slice.truths(), slice.scores(), slice.masks(), slice.failure()));
    }
    return outcome;
  }

  private static List<SliceScore> scores(RunResult result) throws IOException {
    return slices(result).stream().flatMap(slice -> slice.scores().stream()).toList();
  }

  @Test
  void perfectPredictorScoresOneEverywhere() throws IOException {
    List<SliceScore> scores = scores(run(everything(), StubPredictor.perfect()));

    assertThat(scores).hasSizeGreaterThan(100);
    assertThat(scores).allSatisfy(score -> {
      assertThat(score.overlap().dice()).as("%s", score).isEqualTo(1);
      assertThat(score.detected()).isTrue();
    });
    assertThat(scores.stream().map(score -> score.series().protocol()).distinct())
        .startsWith("automatic", "seeded", "box", "mazurowski", "clicks", "noc")
        .hasSize(7);
    assertThat(scores)
        .filteredOn(score -> score.series().selection().equals("MEDSAM_BOX"))
        .isNotEmpty()
        .allSatisfy(score -> assertThat(score.score(ScoreKey.SURFACE_DICE)).isEqualTo(1));
  }

  @Test
  void emptyPredictorScoresZeroEverywhere() throws IOException {
    List<SliceScore> scores = scores(run(everything(), StubPredictor.empty()));

    assertThat(scores).isNotEmpty().allSatisfy(score -> {
      assertThat(score.overlap().dice()).isZero();
      assertThat(score.detected())
          .as("a prompt always has an answer")
          .isEqualTo(!score.series().protocol().equals("automatic"));
    });
  }

  @Test
  void predictorThatFindsSomeSlicesHasTheirShare() throws IOException {
    List<SliceScore> scores =
        scores(run(Evaluation.of(List.of(automatic())), StubPredictor.evenAreas()));

    List<SliceScore> odd = scores.stream()
        .filter(score -> score.overlap().referenceCount() % 2 == 1)
        .toList();
    assertThat(odd).isNotEmpty().hasSizeLessThan(scores.size());
    assertThat(scores).allSatisfy(score -> {
      boolean found = score.overlap().referenceCount() % 2 == 0;
      assertThat(score.detected()).isEqualTo(found);
      assertThat(score.overlap().dice()).isEqualTo(found ? 1 : 0);
    });
  }

  @Test
  void everySliceWithTruthIsPreparedOnce() throws IOException {
    WatchedPredictor watched = new WatchedPredictor(StubPredictor.perfect());

    List<SliceRecord> slices = slices(run(everything(), watched));

    assertThat(watched.prepared()).isEqualTo(slices.size());
    assertThat(watched.automatic()).isEqualTo(slices.size());
    assertThat(watched.open()).isZero();
    // one at each step and one that waits
    assertThat(watched.mostOpen()).isLessThanOrEqualTo(3);
    assertThat(slices)
        .extracting(slice -> slice.slice().toString())
        .doesNotHaveDuplicates()
        .startsWith("balls ball_0 slice 3")
        .isSorted();
    assertThat(slices)
        .allSatisfy(slice -> assertThat(slice.milliseconds())
            .containsKeys("read", "encode", "automatic", "seeded", "score"));
  }

  @Test
  void allSlicesAreLookedAtOnRequest() throws IOException {
    Evaluation evaluation =
        Evaluation.builder(List.of(automatic())).slices(SlicesUsed.ALL).build();

    List<SliceScore> scores = scores(run(evaluation, StubPredictor.perfect()));

    assertThat(scores).hasSize(3 * PLANES * MaskSelection.all().size());
    assertThat(scores)
        .filteredOn(score -> score.overlap().referenceCount() == 0)
        .isNotEmpty()
        .allSatisfy(score -> assertThat(score.detected()).isFalse());
  }

  @Test
  void eachOfSeveralLabelsIsScoredBesideAllTogether() {
    LabelledVolume volume = LabelledVolume.of(
        Balls.ball(PLANES, 6), Balls.ball(PLANES, 6), Axis.THROUGH_PLANE, Intensity.minMaxVolume());
    Map<ObjectsScored, List<String>> expected = Map.of(
        ObjectsScored.MERGED_AND_LABELS, List.of("foreground", "ball"),
        ObjectsScored.MERGED, List.of("foreground"),
        ObjectsScored.LABELS, List.of("ball"));

    expected.forEach((objects, names) -> {
      List<SliceRecord> slices = new ArrayList<>();
      Evaluation.builder(List.of(automatic()))
          .objects(objects)
          .build()
          .run(
              StubPredictor.perfect(),
              "task",
              "case",
              volume,
              new TreeMap<>(Map.of(1, "ball", 2, "nowhere")),
              slices::add,
              Progress.none());

      assertThat(slices)
          .isNotEmpty()
          .allSatisfy(
              slice -> assertThat(slice.truths().keySet()).containsExactlyElementsOf(names));
    });
  }

  /** Ends a run after a number of slices in three ways, goes on, and compares with one go. */
  @Test
  void interruptedRunGivesWhatAnUninterruptedOneGives() throws IOException {
    List<Object> expected = outcome(run(everything(), StubPredictor.half()));
    Random random = new Random(5);

    for (int attempt = 0; attempt < 6; attempt++) {
      Files.delete(journal);
      int first = random.nextInt(expected.size() - 2);
      SlicePredictor dying = new WatchedPredictor(StubPredictor.half(), count -> {
        if (count == first) {
          throw new OutOfMemoryError("made up");
        }
      });
      assertThatThrownBy(() -> run(everything(), dying)).isInstanceOf(OutOfMemoryError.class);
      tearLastLine(random);
      cancelAfterTwoSlices();
      WatchedPredictor rest = new WatchedPredictor(StubPredictor.half());

      assertThat(outcome(run(everything(), rest))).isEqualTo(expected);
      assertThat(rest.prepared()).isLessThan(expected.size());
    }
  }

  private void tearLastLine(Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(journal);
    byte[] torn = new byte[bytes.length + random.nextInt(30)];
    Arrays.fill(torn, (byte) '{');
    System.arraycopy(bytes, 0, torn, 0, bytes.length);
    Files.write(journal, torn);
  }

  private void cancelAfterTwoSlices() {
    int[] told = {0};
    Progress progress = new Progress() {
      @Override
      public void update(double fraction, String step) {
        told[0] += step.contains("slices") ? 1 : 0;
      }

      @Override
      public boolean isCancelled() {
        return told[0] == 2;
      }
    };
    WatchedPredictor watched = new WatchedPredictor(StubPredictor.half());
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> everything().run(watched, List.of(balls), journal, progress));
    assertThat(watched.open()).as("prepared slices that nobody closed").isZero();
  }

  @Test
  void finishedRunAsksNothingAgain() throws IOException {
    List<Object> first = outcome(run(everything(), StubPredictor.half()));
    WatchedPredictor watched = new WatchedPredictor(StubPredictor.half());

    assertThat(outcome(run(everything(), watched))).isEqualTo(first);
    assertThat(watched.prepared()).isZero();
  }

  @Test
  void failedSliceIsRecordedAndTriedAgain() throws IOException {
    SlicePredictor failing = new WatchedPredictor(StubPredictor.perfect(), count -> {
      if (count == 1 || count == 4) {
        throw new IllegalStateException("no luck with number " + count);
      }
    });

    List<SliceRecord> slices = slices(run(everything(), failing));

    assertThat(slices).filteredOn(slice -> slice.failure().isPresent()).hasSize(2);
    assertThat(slices.get(1).failure()).hasValue("IllegalStateException: no luck with number 1");
    assertThat(slices.get(1).scores()).isEmpty();
    assertThat(slices.get(2).scores()).isNotEmpty();

    WatchedPredictor again = new WatchedPredictor(StubPredictor.perfect());
    assertThat(slices(run(everything(), again)))
        .hasSameSizeAs(slices)
        .allSatisfy(slice -> assertThat(slice.failure()).isEmpty());
    assertThat(again.prepared()).isEqualTo(2);
  }

  @Test
  void answersThatCantBeScoredFailTheirSliceAlone() throws IOException {
    Protocol careless = new Protocol() {
      @Override
      public String name() {
        return "careless";
      }

      @Override
      public Map<String, String> options() {
        return Map.of();
      }

      @Override
      public List<Class<? extends PreparedSlice>> needs() {
        return List.of();
      }

      @Override
      public List<Selection> selections() {
        return List.of(new Selection("FIRST", false, true, Optional.empty()));
      }

      @Override
      public List<Trial> run(PreparedSlice slice, SliceObject object, Progress progress) {
        Mask mask = object.slice() == 4 ? Mask.empty(1, 1) : object.truth();
        return List.of(new Trial(
            0,
            "",
            List.of(new StubPredictor.Answer(mask, 1)),
            List.of(new Trial.Choice("FIRST", List.of(0), mask))));
      }
    };

    List<SliceRecord> slices =
        slices(run(Evaluation.of(List.of(careless)), StubPredictor.perfect()));

    assertThat(slices)
        .filteredOn(slice -> slice.failure().isPresent())
        .hasSize(3)
        .allSatisfy(slice -> assertThat(slice.slice().slice()).isEqualTo(4));
    assertThat(slices).filteredOn(slice -> !slice.scores().isEmpty()).hasSizeGreaterThan(6);
  }

  @Test
  void cancellationThatNobodyAskedForIsAFailure() {
    SlicePredictor cancelling = new WatchedPredictor(StubPredictor.perfect(), count -> {
      if (count == 2) {
        Thread.currentThread().interrupt();
      }
    });

    assertThatThrownBy(() -> run(everything(), cancelling))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void volumeThatBecameUnreadableIsToldBesideItsSlices() throws IOException {
    SlicePredictor dying = new WatchedPredictor(StubPredictor.perfect(), count -> {
      if (count == 1) {
        throw new OutOfMemoryError("made up");
      }
    });
    assertThatThrownBy(() -> run(everything(), dying)).isInstanceOf(OutOfMemoryError.class);
    Path image = balls.cases().get(0).image(0);
    byte[] whole = Files.readAllBytes(image);

    // damaged after it was fingerprinted
    RunResult result = everything()
        .run(StubPredictor.perfect(), List.of(balls), journal, (fraction, step) -> {
          if (step.contains("volumes are done")) {
            write(image, Arrays.copyOf(whole, 100));
          }
        });

    List<SliceRecord> ofFirst = slices(result).stream()
        .filter(slice -> slice.slice().caseId().equals("ball_0"))
        .toList();
    assertThat(ofFirst)
        .hasSizeLessThanOrEqualTo(2)
        .last()
        .satisfies(slice -> assertThat(slice.failure()).isPresent());
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void volumeThatCantBeReadIsRecordedAndTheOthersGoOn() throws IOException {
    Path image = balls.cases().get(1).image(0);
    byte[] bytes = Files.readAllBytes(image);
    Files.write(image, Arrays.copyOf(bytes, bytes.length / 2));

    List<SliceRecord> slices = slices(run(everything(), StubPredictor.perfect()));

    assertThat(slices)
        .filteredOn(slice -> slice.failure().isPresent())
        .singleElement()
        .satisfies(slice -> {
          assertThat(slice.slice().toString()).isEqualTo("balls ball_1");
          assertThat(slice.failure().orElseThrow()).contains("ball_1.nii.gz");
        });
    assertThat(slices.stream().map(slice -> slice.slice().caseId()).distinct())
        .containsExactly("ball_0", "ball_1", "ball_2");
  }

  @Test
  void otherDataOrOptionsAreRefused() throws IOException {
    run(everything(), StubPredictor.perfect());

    assertThatThrownBy(() -> run(Evaluation.of(List.of(automatic())), StubPredictor.perfect()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("seeded");
    assertThatThrownBy(() -> run(everything(), StubPredictor.empty()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("stub: perfect");
    Files.copy(
        balls.cases().get(0).image(0),
        balls.cases().get(2).image(0),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> run(everything(), StubPredictor.perfect()))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("balls/ball_2/image");
  }

  @Test
  void progressRisesToOneAndTellsSlicesAndRate() throws IOException {
    List<Double> fractions = new ArrayList<>();
    List<String> steps = new ArrayList<>();

    everything().run(StubPredictor.perfect(), List.of(balls), journal, (fraction, step) -> {
      fractions.add(fraction);
      steps.add(step);
    });

    assertThat(fractions).isSorted().startsWith(0.0).endsWith(1.0);
    assertThat(steps).anyMatch(step -> step.matches("balls ball_1 slice 4, \\d+ slices, .*/s"));
  }

  @Test
  void everyChoiceAndFingerprintIsInTheDescription() throws IOException {
    RunResult result = run(everything(), StubPredictor.perfect());

    assertThat(result.description().options())
        .containsEntry("axis", "through_plane")
        .containsEntry("slices", "with_truth")
        .containsEntry("balls.intensity", "min-max (volume)")
        .containsEntry("balls.labels", "1 ball")
        .containsKeys("sam4j", "protocols", "automatic.selections");
    assertThat(result.description().options().get("sam4j")).doesNotContain("$");
    assertThat(result.description().data()).hasSize(6).containsKey("balls/ball_2/label");
    assertThat(result.description().environment()).containsKeys("device", "java", "system");
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> Evaluation.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one protocol");
    assertThatThrownBy(() -> Evaluation.of(List.of(automatic(), automatic())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("automatic twice");
    assertThatThrownBy(() -> everything()
            .run(StubPredictor.perfect(), List.of(balls, balls), journal, Progress.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("balls twice");
  }
}
