// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.eval.predictor.StubPredictor;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every protocol against predictors whose scores can be told in advance. */
final class StubbedProtocolsTest {
  /** Two components of 12 × 10 and 4 × 6 pixels: 144. */
  private static final Mask TRUTH =
      TestObjects.rectangle(40, 30, 3, 4, 14, 13).or(TestObjects.rectangle(40, 30, 30, 20, 33, 25));

  private static Stream<Protocol> protocols() {
    List<Protocol> protocols = new ArrayList<>(Protocols.standard(5));
    Stream.of(
            "seeded-5-random-joint",
            "seeded-10-random-pooled",
            "seeded-1-mass-joint",
            "seeded-1-centre-pooled",
            "box-translate-0.1",
            "box-translate-and-scale-0.2",
            "box-outward-0.1",
            "box-outward-pixels-2",
            "clicks-3",
            "noc-single-mask",
            "noc-highest-predicted-iou")
        .map(name -> Protocols.named(name, 5))
        .forEach(protocols::add);
    protocols.add(AutomaticProtocol.of(MaskSelection.all().stream()
        .filter(selection -> !selection.equals(MaskSelection.firstCandidate()))
        .toList()));
    return protocols.stream();
  }

  private static List<Trial> run(SlicePredictor predictor, Protocol protocol, Mask truth) {
    try (PreparedSlice slice = predictor.prepare(StubPredictor.picture(truth, 200))) {
      return protocol.run(slice, TestObjects.of(truth), Progress.none());
    }
  }

  private static double dice(Trial.Choice choice) {
    return Overlap.between(TRUTH, choice.mask()).dice();
  }

  private static boolean needsMoreThanHalf(Trial.Choice choice) {
    return choice.selection().contains("IOU_GT_050");
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void perfectAnswersGiveDiceOneAndAreDetected(Protocol protocol) {
    List<Trial> trials = run(StubPredictor.perfect(), protocol, TRUTH);

    assertThat(trials)
        .isNotEmpty()
        .allSatisfy(trial -> assertThat(trial.choices()).isNotEmpty().allSatisfy(choice -> {
          assertThat(dice(choice)).isEqualTo(1);
          assertThat(choice.indices()).isNotEmpty();
        }));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void emptyAnswersGiveDiceZero(Protocol protocol) {
    List<Trial> trials = run(StubPredictor.empty(), protocol, TRUTH);

    assertThat(trials)
        .isNotEmpty()
        .allSatisfy(trial -> assertThat(trial.choices()).isNotEmpty().allSatisfy(choice -> {
          assertThat(dice(choice)).isZero();
          if (protocol instanceof AutomaticProtocol) {
            assertThat(choice.indices()).isEmpty();
          }
        }));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void halfOfTheObjectGivesTwoThirdsAndIsNotMoreThanHalf(Protocol protocol) {
    List<Trial> trials = run(StubPredictor.half(), protocol, TRUTH);

    assertThat(trials)
        .isNotEmpty()
        .allSatisfy(trial -> assertThat(trial.choices()).allSatisfy(choice -> {
          assertThat(dice(choice)).isEqualTo(needsMoreThanHalf(choice) ? 0 : 2.0 / 3);
          assertThat(choice.indices().isEmpty()).isEqualTo(needsMoreThanHalf(choice));
        }));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void objectsOfOddAreaAreMissedByWhatFindsEvenOnes(Protocol protocol) {
    Mask odd = TRUTH.andNot(TestObjects.rectangle(40, 30, 3, 4, 3, 4));

    assertThat(run(StubPredictor.evenAreas(), protocol, TRUTH))
        .allSatisfy(trial -> assertThat(trial.choices())
            .allSatisfy(choice -> assertThat(choice.mask()).isEqualTo(TRUTH)));
    assertThat(run(StubPredictor.evenAreas(), protocol, odd))
        .allSatisfy(trial -> assertThat(trial.choices())
            .allSatisfy(choice -> assertThat(choice.mask().isEmpty()).isTrue()));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void sameSeedGivesTheSameTrials(Protocol protocol) {
    assertThat(run(StubPredictor.half(), protocol, TRUTH))
        .isEqualTo(run(StubPredictor.half(), protocol, TRUTH));
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void selectionsAreThoseThatTheOptionsTell(Protocol protocol) {
    List<String> selections = run(StubPredictor.half(), protocol, TRUTH).stream()
        .flatMap(trial -> trial.choices().stream())
        .map(Trial.Choice::selection)
        .distinct()
        .toList();

    assertThat(protocol.options().get("selections")).isEqualTo(String.join(" ", selections));
    assertThat(protocol.options().values()).doesNotContainNull();
  }

  @Test
  void objectThatIsNotOnTheSliceIsNotAskedFor() {
    RecordedSlice slice = new RecordedSlice(prompt -> List.of());
    SliceObject nowhere = TestObjects.of(Mask.empty(40, 30));

    assertThat(protocols().filter(protocol -> !(protocol instanceof AutomaticProtocol)))
        .allSatisfy(protocol ->
            assertThat(protocol.run(slice, nowhere, Progress.none())).isEmpty());

    assertThat(slice.calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("protocols")
  void cancelledBeforeTheFirstQuestionNothingIsAsked(Protocol protocol) {
    Progress cancelled = cancelledAfter(0);

    try (PreparedSlice slice = StubPredictor.half().prepare(StubPredictor.picture(TRUTH, 200))) {
      assertThatExceptionOfType(CancellationException.class)
          .isThrownBy(() -> protocol.run(slice, TestObjects.of(TRUTH), cancelled));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clicks", "noc"})
  void clicksEndSoonAfterCancelling(String name) {
    RecordedSlice slice = new RecordedSlice(prompt ->
        StubPredictor.Answer.of(Mask.empty(TRUTH.width(), TRUTH.height()), prompt.isMultimask()));

    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(
            () -> Protocols.named(name, 0).run(slice, TestObjects.of(TRUTH), cancelledAfter(2)));

    assertThat(slice.calls()).hasSize(2);
  }

  /** Lets so many predictions pass. */
  private static Progress cancelledAfter(int predictions) {
    int[] left = {predictions};
    return new Progress() {
      @Override
      public void update(double fraction, String step) {}

      @Override
      public boolean isCancelled() {
        return left[0]-- <= 0;
      }
    };
  }

  @Test
  void namesDiffer() {
    assertThat(protocols().map(Protocol::name)).doesNotHaveDuplicates();
  }
}
