// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sam4j.eval.predictor.StubPredictor.Answer;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IterativeClicksTest {
  private static List<Trial> run(Protocol protocol, Mask truth, RecordedSlice slice) {
    return protocol.run(slice, TestObjects.of(truth), Progress.none());
  }

  private static RecordedSlice unreliable(Mask truth) {
    return new RecordedSlice(
        prompt -> NaiveClicks.answer(truth, prompt.points(), prompt.isMultimask()));
  }

  private static List<Trial> of(String selection, List<Trial> trials) {
    return trials.stream()
        .filter(trial -> trial.choices().get(0).selection().equals(selection))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void bothChainsFollowTheRule(long seed) {
    Mask truth = TestObjects.random(23, 17, seed);

    List<Trial> trials = run(Protocols.clicks(9, seed), truth, unreliable(truth));

    assertThat(trials)
        .hasSize(18)
        .allSatisfy(trial -> assertThat(trial.choices()).hasSize(1));
    checkChain(truth, of("CLICKS", trials), false);
    checkChain(truth, of("CLICKS_ORACLE", trials), true);
  }

  /** Goes through the trials of a chain, taking its side where places are tied. */
  private static void checkChain(Mask truth, List<Trial> trials, boolean oracle) {
    List<Prompt.Point> clicks = new ArrayList<>();
    List<ScoredMask> pool = List.of();
    Mask prediction = Mask.empty(truth.width(), truth.height());
    int chosen = 0;
    for (int k = 1; k <= trials.size(); k++) {
      Trial trial = trials.get(k - 1);
      List<Prompt.Point> possible = NaiveClicks.farthestErrors(truth, prediction);
      List<Prompt.Point> made = NaiveClicks.parse(trial.prompt());
      if (!possible.isEmpty()) {
        Prompt.Point last = made.get(made.size() - 1);
        assertThat(possible).contains(last);
        clicks.add(last);
        pool = NaiveClicks.answer(truth, clicks, true);
        chosen = oracle ? NaiveClicks.bestIou(truth, pool) : 0;
        prediction = pool.get(chosen).mask();
      }
      assertThat(made).isEqualTo(clicks);
      assertThat(trial.clicks()).isEqualTo(k);
      assertThat(trial.pool()).isEqualTo(pool);
      assertThat(trial.choices().get(0).indices()).containsExactly(chosen);
      assertThat(trial.choices().get(0).mask()).isEqualTo(prediction);
    }
  }

  @Test
  void eachCountTakesOneCallAndChainsThatAgreeAskOnce() {
    Mask truth = TestObjects.random(23, 17, 3);
    RecordedSlice differing = new RecordedSlice(prompt -> List.of(
        new Answer(Mask.empty(23, 17), 0.9f),
        new Answer(TestObjects.rectangle(23, 17, 0, 0, 15, 16).and(truth), 0.8f),
        new Answer(Mask.empty(23, 17), 0.7f)));
    RecordedSlice agreeing =
        new RecordedSlice(prompt -> Answer.of(Mask.empty(23, 17), prompt.isMultimask()));

    run(new IterativeClicks(4, 0), truth, differing);
    run(new IterativeClicks(4, 0), truth, agreeing);

    assertThat(differing.calls()).hasSize(4);
    assertThat(differing.calls().get(0)).hasSize(1);
    assertThat(differing.calls().get(1)).hasSize(2);
    assertThat(agreeing.calls()).hasSize(4).allSatisfy(call -> assertThat(call).hasSize(1));
    assertThat(agreeing.prompts()).allMatch(Prompt::isMultimask);
    assertThat(agreeing.prompts())
        .extracting(prompt -> prompt.points().size())
        .containsExactly(1, 2, 3, 4);
  }

  @Test
  void exactResultStandsForAllFurtherCounts() {
    Mask truth = TestObjects.random(23, 17, 4);
    RecordedSlice slice = new RecordedSlice(
        prompt -> Answer.of(prompt.points().size() < 3 ? Mask.empty(23, 17) : truth, true));

    List<Trial> trials = of("CLICKS", run(Protocols.clicks(9, 0), truth, slice));

    assertThat(slice.calls()).hasSize(3);
    assertThat(trials)
        .extracting(Trial::clicks)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 9).boxed().toList());
    assertThat(trials.subList(0, 2))
        .allSatisfy(trial -> assertThat(trial.choices().get(0).mask().isEmpty()).isTrue());
    assertThat(trials.subList(2, 9)).allSatisfy(trial -> {
      assertThat(trial.choices().get(0).mask()).isEqualTo(truth);
      assertThat(trial.prompt()).isEqualTo(trials.get(2).prompt());
    });
  }

  @Test
  void seedChoosesAmongTiedPlaces() {
    Mask bar = TestObjects.rectangle(30, 9, 2, 2, 25, 6);
    Set<String> first = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      List<Trial> trials = run(new IterativeClicks(2, seed), bar, unreliable(bar));
      first.add(trials.get(0).prompt());
      assertThat(run(new IterativeClicks(2, seed), bar, unreliable(bar))).isEqualTo(trials);
    }

    assertThat(first).hasSizeGreaterThan(5);
  }

  @Test
  void nameAndOptionsTellTheNumber() {
    assertThat(Protocols.clicks(9, 0).name()).isEqualTo("clicks");
    assertThat(Protocols.clicks(9, 3).name()).isEqualTo("clicks-seed3");
    assertThat(new IterativeClicks(5, 3).name()).isEqualTo("clicks-5-seed3");
    assertThat(new IterativeClicks(5, 3).options())
        .containsEntry("clicks", "1 to 5")
        .containsEntry("seed", "3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IterativeClicks(0, 0))
        .withMessageContaining("clicks=0");
  }
}
