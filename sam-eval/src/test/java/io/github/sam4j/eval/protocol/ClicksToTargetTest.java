// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.sam4j.eval.predictor.StubPredictor.Answer;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.eval.protocol.Protocols.ClickOutput;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.IouThreshold;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.prompt.PromptPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ClicksToTargetTest {
  private static List<Trial> run(
      Protocol protocol, Mask truth, Function<Prompt, List<ScoredMask>> answers) {
    return protocol.run(new RecordedSlice(answers), TestObjects.of(truth), Progress.none());
  }

  @ParameterizedTest
  @EnumSource
  void chainFollowsTheRule(ClickOutput output) {
    boolean multimask = output != ClickOutput.SINGLE_MASK;
    List<Integer> lengths = new ArrayList<>();
    for (long seed = 1; seed <= 12; seed++) {
      Mask truth = TestObjects.random(23, 17, seed);

      List<Trial> trials = run(
          Protocols.clicksToTarget(output, ClicksToTarget.HIGHEST),
          truth,
          prompt -> NaiveClicks.answer(truth, prompt.points(), prompt.isMultimask()));

      List<Trial> expected = new ArrayList<>();
      List<PromptPoint> clicks = new ArrayList<>();
      Mask prediction = Mask.empty(23, 17);
      while (clicks.size() < 20 && NaiveClicks.iou(truth, prediction) < 0.9) {
        clicks.addAll(NaiveClicks.ritm(truth, prediction, clicks));
        List<ScoredMask> pool = NaiveClicks.answer(truth, clicks, multimask);
        int chosen = output == ClickOutput.HIGHEST_PREDICTED_IOU ? highest(pool) : 0;
        prediction = pool.get(chosen).mask();
        expected.add(new Trial(
            clicks.size(),
            Question.points(clicks).text(),
            pool,
            List.of(new Trial.Choice("NOC", List.of(chosen), prediction))));
      }
      assertThat(trials).isEqualTo(expected);
      lengths.add(trials.size());
    }
    assertThat(lengths)
        .as("clicks, not all alike")
        .anyMatch(length -> length > 3)
        .contains(1);
  }

  private static int highest(List<ScoredMask> pool) {
    int highest = 0;
    for (int i = 1; i < pool.size(); i++) {
      if (pool.get(i).predictedIou() > pool.get(highest).predictedIou()) {
        highest = i;
      }
    }
    return highest;
  }

  @Test
  void iouOfExactlyNineTenthsIsEnough() {
    Mask truth = TestObjects.rectangle(40, 40, 5, 5, 14, 24);
    Mask nineTenths = TestObjects.rectangle(40, 40, 5, 5, 14, 22);
    Mask onePixelLess = nineTenths.andNot(TestObjects.rectangle(40, 40, 5, 5, 5, 5));

    assertThat(run(Protocols.clicksToTarget(), truth, prompt -> Answer.of(nineTenths, true)))
        .hasSize(1);
    assertThat(run(Protocols.clicksToTarget(), truth, prompt -> Answer.of(onePixelLess, true)))
        .hasSize(20)
        .extracting(Trial::clicks)
        .startsWith(1, 2, 3)
        .endsWith(20);
    ClicksToTarget further =
        new ClicksToTarget(ClickOutput.FIRST_MULTIMASK, IouThreshold.atLeast(95, 100));
    assertThat(run(further, truth, prompt -> Answer.of(nineTenths, true))).hasSize(20);
  }

  @Test
  void noPixelIsClickedTwice() {
    Mask two = TestObjects.drawn("....", ".##.", "....");

    List<Trial> trials =
        run(Protocols.clicksToTarget(), two, prompt -> Answer.of(Mask.empty(4, 3), true));

    assertThat(trials).extracting(Trial::prompt).containsExactly("+(1, 1)", "+(1, 1) +(2, 1)");
  }

  @Test
  void nameTellsWhatIsNotDefault() {
    assertThat(Protocols.clicksToTarget().name()).isEqualTo("noc");
    assertThat(Protocols.named("noc-single-mask", 0).name()).isEqualTo("noc-single-mask");
    assertThat(new ClicksToTarget(ClickOutput.HIGHEST_PREDICTED_IOU, IouThreshold.atLeast(19, 20))
            .name())
        .isEqualTo("noc-highest-predicted-iou-to-0.95");
    assertThat(Protocols.clicksToTarget().options())
        .containsEntry("output", "first multimask output")
        .containsEntry("target", "IoU >= 0.9")
        .containsEntry("clicks", "up to 20");
  }

  @Test
  void targetBelowTheReportedOnesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ClicksToTarget(ClickOutput.SINGLE_MASK, IouThreshold.atLeast(89, 100)))
        .withMessageContaining(">= 0.9")
        .withMessageContaining(">= 0.89");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new ClicksToTarget(ClickOutput.SINGLE_MASK, IouThreshold.moreThan(95, 100)));
  }
}
