// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.eval.predictor.StubPredictor.Answer;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MazurowskiProtocolTest {
  /** Components of 25, 16 (joined over a corner), 9 and 1 pixels, the second largest first. */
  private static final Mask TRUTH = TestObjects.drawn(
      "####................", //
      "####................",
      "####................",
      "###.................",
      "...#......#####.....",
      "..........#####.....",
      "..........#####.....",
      "..........#####.....",
      "..........#####.....",
      "....................",
      ".###...............#",
      ".###................",
      ".###................");

  /** Three different masks, of which the second is the best and the third scores highest. */
  private static List<ScoredMask> answer(Prompt prompt) {
    Mask whole = prompt.box().map(MazurowskiProtocolTest::filled).orElse(TRUTH);
    return List.of(
        new Answer(TestObjects.rectangle(20, 13, 10, 4, 14, 8).and(whole), 0.5f),
        new Answer(whole.and(TRUTH), 0.6f),
        new Answer(Mask.empty(20, 13), 0.9f));
  }

  private static Mask filled(Prompt.Box box) {
    return TestObjects.rectangle(
        20, 13, (int) box.x0(), (int) box.y0(), (int) box.x1(), (int) box.y1());
  }

  private final RecordedSlice slice = new RecordedSlice(MazurowskiProtocolTest::answer);
  private final List<Trial> trials =
      new MazurowskiProtocol(0).run(slice, TestObjects.of(TRUTH), Progress.none());

  @Test
  void modesPromptTheLargestComponents() {
    assertThat(trials.get(0).prompt()).isEqualTo("+(12, 6)");
    assertThat(trials.get(1).prompt()).matches("\\+\\(12, 6\\) \\+\\([12], [12]\\) \\+\\(2, 11\\)");
    assertThat(trials.get(2).prompt()).isEqualTo("[10, 4, 14, 8]");
    assertThat(trials.get(3).prompt()).isEqualTo("[10, 4, 14, 8] | [0, 0, 3, 4] | [1, 10, 3, 12]");
    assertThat(trials.get(4).prompt()).isEqualTo("[0, 0, 19, 12]");
  }

  @Test
  void everythingIsAskedInOneCallAndNothingTwice() {
    assertThat(slice.calls()).hasSize(1);
    assertThat(slice.prompts())
        .as("two of points, three boxes, of which one serves two modes, one box around all")
        .hasSize(6)
        .allMatch(Prompt::isMultimask);
  }

  @Test
  void withoutOracleTheFirstMaskIsTakenAndWithItTheBest() {
    assertThat(trials.stream().flatMap(trial -> trial.choices().stream()))
        .extracting(Trial.Choice::selection)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 5)
            .boxed()
            .flatMap(mode -> List.of("MODE_" + mode, "MODE_" + mode + "_ORACLE").stream())
            .toList());
    for (int mode : new int[] {0, 1, 3, 4}) {
      assertThat(trials.get(mode).choices().get(0).indices()).containsExactly(0);
      assertThat(trials.get(mode).choices().get(1).indices()).containsExactly(1);
    }
    assertThat(trials.get(0).choices().get(1).mask()).isEqualTo(TRUTH);
    assertThat(trials.get(2).choices().get(1).indices()).as("a tie").containsExactly(0);
  }

  @Test
  void boxesOneByOneAreJoinedOutputByOutput() {
    Trial mode4 = trials.get(3);
    Mask largest = TestObjects.rectangle(20, 13, 10, 4, 14, 8);
    Mask threeLargest = TRUTH.andNot(TestObjects.rectangle(20, 13, 19, 10, 19, 10));

    assertThat(mode4.pool())
        .extracting(ScoredMask::mask)
        .containsExactly(largest, threeLargest, Mask.empty(20, 13));
    assertThat(mode4.pool()).allMatch(union -> Float.isNaN(union.predictedIou()));
  }

  @Test
  void oneComponentIsAskedTwice() {
    Mask disc = Mask.of(20, 13, (x, y) -> Math.hypot(x - 9, y - 6) < 4);
    RecordedSlice of = new RecordedSlice(prompt -> Answer.of(disc, prompt.isMultimask()));

    List<Trial> all = new MazurowskiProtocol(0).run(of, TestObjects.of(disc), Progress.none());

    assertThat(all)
        .extracting(Trial::prompt)
        .containsExactly("+(9, 6)", "+(9, 6)", "[6, 3, 12, 9]", "[6, 3, 12, 9]", "[6, 3, 12, 9]");
    assertThat(of.prompts()).hasSize(2);
  }

  @Test
  void tiedCentresAreChosenBySeed() {
    Mask bar = TestObjects.rectangle(20, 13, 2, 3, 15, 7);
    Set<String> prompts = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      RecordedSlice of = new RecordedSlice(prompt -> Answer.of(bar, prompt.isMultimask()));
      prompts.add(new MazurowskiProtocol(seed)
          .run(of, TestObjects.of(bar), Progress.none())
          .get(0)
          .prompt());
    }

    // a bar of 14 x 5 pixels has ten pixels at distance 3
    assertThat(prompts)
        .hasSizeGreaterThan(5)
        .isSubsetOf(
            IntStream.rangeClosed(4, 13).mapToObj(x -> "+(" + x + ", 5)").toList());
  }
}
