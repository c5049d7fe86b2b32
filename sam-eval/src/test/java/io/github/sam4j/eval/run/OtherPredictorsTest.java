// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.eval.dataset.Dataset;
import io.github.sam4j.eval.predictor.SlicePredictor;
import io.github.sam4j.eval.predictor.SlicePredictor.PreparedSlice;
import io.github.sam4j.eval.predictor.StubPredictor;
import io.github.sam4j.eval.protocol.AutomaticProtocol;
import io.github.sam4j.eval.protocol.Protocol;
import io.github.sam4j.eval.protocol.Protocols;
import io.github.sam4j.eval.result.RunResult;
import io.github.sam4j.eval.result.SliceRecord;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.ScoredMask;
import io.github.sam4j.metrics.selection.MaskSelection;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models with a single capability, of which neither knows anything of SAM. */
final class OtherPredictorsTest {
  @TempDir
  private Path folder;

  private Dataset balls;
  private Path journal;

  @BeforeEach
  void makeData() throws IOException {
    balls = Balls.write(folder, 2, 9);
    journal = folder.resolve("journal.jsonl");
  }

  /** Everything that is brighter than a grey value is one mask. */
  private record Threshold(int grey) implements SlicePredictor {
    @Override
    public Map<String, String> model() {
      return Map.of("name", "threshold");
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public Set<Class<? extends PreparedSlice>> capabilities() {
      return Set.of(PreparedSlice.Automatic.class);
    }

    @Override
    public Map<String, String> options(Class<? extends PreparedSlice> capability) {
      return Map.of("grey", Integer.toString(grey));
    }

    @Override
    public PreparedSlice prepare(RgbImage image) {
      Mask bright = Mask.of(image.width(), image.height(), (x, y) -> image.sample(x, y, 0) > grey);
      return new PreparedSlice.Automatic() {
        @Override
        public List<ScoredMask> automatic(Progress progress) {
          return List.of(new StubPredictor.Answer(bright, 1));
        }

        @Override
        public void close() {}
      };
    }
  }

  /** Fills the box of a prompt. */
  private static final class FilledBox implements SlicePredictor {
    @Override
    public Map<String, String> model() {
      return Map.of("name", "filled box");
    }

    @Override
    public Map<String, String> environment() {
      return Map.of();
    }

    @Override
    public Set<Class<? extends PreparedSlice>> capabilities() {
      return Set.of(PreparedSlice.Promptable.class);
    }

    @Override
    public PreparedSlice prepare(RgbImage image) {
      return new PreparedSlice.Promptable() {
        @Override
        public List<List<ScoredMask>> predict(List<Prompt> prompts) {
          return prompts.stream()
              .map(prompt -> prompt.box().orElseThrow())
              .map(box -> Mask.of(
                  image.width(),
                  image.height(),
                  (x, y) -> x >= box.x0() && x <= box.x1() && y >= box.y0() && y <= box.y1()))
              .map(mask -> StubPredictor.Answer.of(mask, false))
              .toList();
        }

        @Override
        public void close() {}
      };
    }
  }

  private RunResult run(SlicePredictor predictor, Protocol protocol) throws IOException {
    return Evaluation.of(List.of(protocol))
        .run(predictor, List.of(balls), journal, Progress.none());
  }

  private static List<SliceRecord> slices(RunResult result) throws IOException {
    try (Stream<SliceRecord> slices = result.slices()) {
      return slices.toList();
    }
  }

  @Test
  void automaticOnlyPredictorTakesPart() throws IOException {
    RunResult result = run(new Threshold(128), AutomaticProtocol.of(MaskSelection.paper()));

    assertThat(slices(result)).isNotEmpty().allSatisfy(slice -> {
      assertThat(slice.failure()).isEmpty();
      assertThat(slice.scores())
          .hasSize(4)
          .allSatisfy(score -> assertThat(score.overlap().dice()).isEqualTo(1));
    });
    assertThat(result.description().options())
        .containsEntry("automatic.grey", "128")
        .doesNotContainKey("automatic.points_per_side");
  }

  @Test
  void promptableOnlyPredictorTakesPart() throws IOException {
    RunResult result = run(new FilledBox(), Protocols.box());

    assertThat(slices(result))
        .isNotEmpty()
        .allSatisfy(slice -> assertThat(slice.scores())
            .hasSize(1)
            .allSatisfy(score -> assertThat(score.overlap().recall()).isEqualTo(1)));
  }

  @Test
  void missingCapabilityIsRefusedBeforeTheFirstSlice() {
    assertThatThrownBy(() -> run(new Threshold(128), Protocols.box()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "protocol box needs slices that are Promptable, got a predictor of [Automatic]");
    assertThatThrownBy(() -> run(new FilledBox(), AutomaticProtocol.of(MaskSelection.paper())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Automatic");
    assertThat(journal).doesNotExist();
  }
}
