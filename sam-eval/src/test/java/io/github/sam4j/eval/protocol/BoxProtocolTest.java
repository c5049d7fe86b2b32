// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.eval.predictor.StubPredictor.Answer;
import io.github.sam4j.eval.protocol.Protocol.SliceObject;
import io.github.sam4j.eval.protocol.Protocol.Trial;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.simulation.BoxJitter;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.prompt.PromptBox;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BoxProtocolTest {
  private static final Mask TRUTH = TestObjects.rectangle(60, 50, 10, 12, 40, 33);

  private final RecordedSlice slice =
      new RecordedSlice(prompt -> Answer.of(TRUTH, prompt.isMultimask()));

  @Test
  void tightBoxIncludesTheLastPixelAndAsksForOneMask() {
    List<Trial> trials = Protocols.box().run(slice, TestObjects.of(TRUTH), Progress.none());

    assertThat(trials)
        .containsExactly(new Trial(
            0,
            "[10, 12, 40, 33]",
            Answer.of(TRUTH, false),
            List.of(new Trial.Choice("BOX", List.of(0), TRUTH))));
    assertThat(slice.prompts()).singleElement().satisfies(prompt -> {
      assertThat(prompt.box()).contains(new PromptBox(10, 12, 40, 33));
      assertThat(prompt.points()).isEmpty();
      assertThat(prompt.isMultimask()).isFalse();
    });
  }

  @Test
  void jitterIsThatOfTheSeedAndTheObject() {
    BoxJitter jitter = BoxJitter.translateAndScale(0.1);
    SliceObject object = TestObjects.of(TRUTH);

    Trial trial = Protocols.box(jitter, 4).run(slice, object, Progress.none()).get(0);
    Protocols.box(jitter, 5).run(slice, object, Progress.none());

    PromptBox expected = jitter.around(TRUTH, object.seed(4)).orElseThrow();
    assertThat(slice.prompts().get(0).box()).contains(expected);
    assertThat(slice.prompts().get(1).box())
        .isPresent()
        .isNotEqualTo(slice.prompts().get(0).box());
    assertThat(trial.prompt())
        .isEqualTo("[%s, %s, %s, %s]"
            .formatted(expected.x0(), expected.y0(), expected.x1(), expected.y1()));
    assertThat(slice.prompts()).noneMatch(Prompt::isMultimask);
  }

  @Test
  void nameAndOptionsTellTheJitter() {
    Protocol jittered = Protocols.box(BoxJitter.translateAndScale(0.05), 0);

    assertThat(Protocols.box().name()).isEqualTo("box");
    assertThat(jittered.name()).isEqualTo("box-translate-and-scale-0.05");
    assertThat(Protocols.box(BoxJitter.outwardPixels(20), 3).name())
        .isEqualTo("box-outward-pixels-20.0-seed3");
    assertThat(jittered.options())
        .containsEntry("box", "translate and scale 0.05")
        .containsEntry("seed", "0");
    assertThat(Protocols.box().options()).doesNotContainKey("seed");
  }
}
