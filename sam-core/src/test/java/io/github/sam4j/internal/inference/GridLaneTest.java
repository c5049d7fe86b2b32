// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.TinySam;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.ModelSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lanes with both kinds of drawing over {@link TinySam}: the same masks, and the same refusals. */
final class GridLaneTest {
  private static final long SEED = 1604;
  private static final int CHUNK = BatchedDrawing.CHUNK;
  private static final int BATCH = BatchPolicy.BATCHED.points();

  /** Largest difference over largest logit. */
  private static final float TOLERANCE = 1e-4f;

  @TempDir
  private static Path folder;

  private static SamModel model;
  private static SamEngine promptwise;
  private static SamEngine batched;

  @BeforeAll
  static void load() throws IOException {
    model = TinySam.model(folder);
    promptwise = EngineLoader.load(model, settings(BatchPolicy.PROMPTWISE));
    batched = EngineLoader.load(model, settings(BatchPolicy.BATCHED));
  }

  @AfterAll
  static void close() {
    promptwise.close();
    batched.close();
  }

  private static EngineSettings settings(BatchPolicy policy) {
    return EngineSettings.cpu(2, 1).withBatching(policy);
  }

  /** An image, prepared, and a lane on it. */
  private record Opened(EncodedImage encoded, GridImage image, GridLane lane)
      implements AutoCloseable {
    static Opened on(SamEngine engine, int width, int height, int capacity) {
      EncodedImage encoded = engine.encode(TinySam.image(width, height, SEED));
      GridImage image = engine.prepare(encoded, new StopSignal());
      return new Opened(encoded, image, engine.lane(image, capacity));
    }

    void attend(List<Prompt> points) {
      lane.attend(PromptBatch.of(points, image.resize()), new StopSignal());
    }

    /** The masks that the lane draws; it must tell of each once, in the order of the question. */
    List<float[]> draw(Wanted wanted) {
      List<float[]> masks = new ArrayList<>();
      lane.draw(
          wanted.prompts(),
          wanted.outputs(),
          (index, logits, from) -> {
            assertThat(index).isEqualTo(masks.size());
            float[] values = new float[lane.logitRows() * lane.logitColumns()];
            logits.get(from, values);
            masks.add(values);
          },
          new StopSignal());
      return masks;
    }

    @Override
    public void close() {
      lane.close();
      image.close();
      encoded.close();
    }
  }

  /** Masks to draw, by prompt and output: {@code 4 * prompt + output} each. */
  private record Wanted(List<Integer> masks) {
    static Wanted all(int prompts, int... outputs) {
      return new Wanted(IntStream.range(0, prompts)
          .flatMap(prompt -> IntStream.of(outputs).map(output -> 4 * prompt + output))
          .boxed()
          .toList());
    }

    static Wanted random(int prompts, double share, Random random) {
      return new Wanted(IntStream.range(0, 4 * prompts)
          .filter(mask -> random.nextDouble() < share)
          .boxed()
          .toList());
    }

    int[] prompts() {
      return masks.stream().mapToInt(mask -> mask / 4).toArray();
    }

    int[] outputs() {
      return masks.stream().mapToInt(mask -> mask % 4).toArray();
    }
  }

  private static List<Prompt> points(int count, int width, int height) {
    Random random = new Random(SEED + count);
    return IntStream.range(0, count)
        .mapToObj(i -> Prompt.point(random.nextDouble() * width, random.nextDouble() * height))
        .toList();
  }

  @ParameterizedTest(name = "{0} x {1}, seed 1604")
  @CsvSource({"1, 300", "300, 1", "1800, 1200", "1200, 1800", "64, 64", "83, 61"})
  void bothLanesDrawTheSameMasksOfAnyWantedSet(int width, int height) {
    int count = CHUNK + 5;
    List<Prompt> points = points(count, width, height);
    try (Opened one = Opened.on(promptwise, width, height, count);
        Opened many = Opened.on(batched, width, height, count)) {
      one.attend(points);
      many.attend(points);

      assertSameScores(one, many, count);
      Random random = new Random(SEED);
      for (double share : new double[] {0.1, 0.6}) {
        Wanted wanted = Wanted.random(count, share, random);
        assertSame(many.draw(wanted), one.draw(wanted));
      }
    }
  }

  /** With 4 masks a prompt the masks of a run are full when its prompts are. */
  @ParameterizedTest(name = "{0} prompts")
  @ValueSource(ints = {1, CHUNK, CHUNK + 1, 64})
  void everyNumberOfPromptsIsDrawnWhole(int count) {
    List<Prompt> points = points(count, 83, 61);
    try (Opened one = Opened.on(promptwise, 83, 61, BATCH);
        Opened many = Opened.on(batched, 83, 61, BATCH)) {
      one.attend(points);
      many.attend(points);

      for (Wanted wanted : List.of(Wanted.all(count, 1, 2, 3), Wanted.all(count, 0, 1, 2, 3))) {
        assertSame(many.draw(wanted), one.draw(wanted));
      }
    }
  }

  /** What a larger batch has left behind must not show. */
  @Test
  void laterBatchesForgetEarlierOnes() {
    try (Opened one = Opened.on(promptwise, 83, 61, CHUNK + 3);
        Opened many = Opened.on(batched, 83, 61, CHUNK + 3)) {
      for (int count : new int[] {CHUNK + 3, 2, 5}) {
        List<Prompt> points = points(count, 83, 61);
        one.attend(points);
        many.attend(points);
        Wanted wanted = Wanted.all(count, 3, 0);

        assertSameScores(one, many, count);
        assertSame(many.draw(wanted), one.draw(wanted));
      }
    }
  }

  @Test
  void laneOfFewPromptsIsSmall() {
    List<Prompt> points = points(3, 83, 61);
    Wanted wanted = Wanted.all(3, 0, 1, 2, 3);
    try (Opened one = Opened.on(promptwise, 83, 61, 3);
        Opened many = Opened.on(batched, 83, 61, 3)) {
      one.attend(points);
      many.attend(points);

      assertSame(many.draw(wanted), one.draw(wanted));
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingWantedIsNothingDrawn(BatchPolicy policy) {
    try (Opened opened = Opened.on(engine(policy), 83, 61, 2)) {
      opened.attend(points(2, 83, 61));

      assertThat(opened.draw(new Wanted(List.of()))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void batchesThatDoNotFitAreRefused(BatchPolicy policy) {
    LowResLogits logits = LowResLogits.of(
        new float[ModelSpec.sam1().logitSide() * ModelSpec.sam1().logitSide()]);
    try (Opened opened = Opened.on(engine(policy), 83, 61, 2)) {
      assertThatThrownBy(() -> opened.attend(points(3, 83, 61)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("at most 2 single points, got 3 prompts of 2 points");
      assertThatThrownBy(() -> opened.attend(List.of(Prompt.point(1, 2).andPoint(3, 4))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("1 prompts of 3 points");
      assertThatThrownBy(() -> opened.attend(List.of(Prompt.point(1, 2).andLogits(logits))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void masksThatThereAreNotAreRefusedBeforeAnythingIsDrawn(BatchPolicy policy) {
    try (Opened opened = Opened.on(engine(policy), 83, 61, 5)) {
      GridLane lane = opened.lane();
      assertRefused(lane, new int[] {0}, new int[] {0}, "of prompt 0 of 0");
      opened.attend(points(5, 83, 61));
      opened.attend(points(3, 83, 61));

      assertRefused(lane, new int[] {0, 3}, new int[] {0, 0}, "of prompt 3 of 3");
      assertRefused(lane, new int[] {-1, 0}, new int[] {0, 0}, "of prompt -1 of 3");
      assertRefused(lane, new int[] {0, 1}, new int[] {0, 4}, "output 4 of 4");
      assertRefused(lane, new int[] {0, 1}, new int[] {0, -1}, "output -1 of 4");
      assertThatThrownBy(() ->
              lane.draw(new int[] {0, 1}, new int[] {0}, (i, logits, from) -> {}, new StopSignal()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("each of 2 prompts, got 1");
      assertThatThrownBy(() -> lane.predictedIou(3, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> lane.predictedIou(2, 4))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static void assertRefused(GridLane lane, int[] prompts, int[] outputs, String why) {
    List<Integer> told = new ArrayList<>();
    assertThatThrownBy(
            () -> lane.draw(prompts, outputs, (i, logits, from) -> told.add(i), new StopSignal()))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessageContaining(why);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void stoppedBatchIsForgottenAndStoppedDrawingEnds(BatchPolicy policy) {
    StopSignal stopped = new StopSignal();
    stopped.request();
    try (Opened opened = Opened.on(engine(policy), 83, 61, 2)) {
      GridLane lane = opened.lane();
      opened.attend(points(2, 83, 61));

      assertThatThrownBy(
              () -> lane.draw(new int[] {0}, new int[] {0}, (i, logits, from) -> {}, stopped))
          .isInstanceOf(CancellationException.class);
      PromptBatch batch = PromptBatch.of(points(2, 83, 61), opened.image().resize());
      assertThatThrownBy(() -> lane.attend(batch, stopped))
          .isInstanceOf(CancellationException.class);
      assertThatThrownBy(() -> lane.predictedIou(0, 0))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void laneFreesEverythingAndIsUselessAfterwards(BatchPolicy policy) {
    long before = OrtTensor.outstanding();
    Opened opened = Opened.on(engine(policy), 83, 61, 2);
    opened.attend(points(2, 83, 61));

    opened.close();
    opened.close();

    assertThat(OrtTensor.outstanding()).isEqualTo(before);
    assertThatThrownBy(() -> opened.draw(Wanted.all(2, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> opened.attend(points(2, 83, 61)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void laneThatIsLargerThanMemoryCanBeLeavesNothingBehind() {
    long before = OrtTensor.outstanding();
    try (EncodedImage encoded = batched.encode(TinySam.image(8, 8, SEED));
        GridImage image = batched.prepare(encoded, new StopSignal())) {
      assertThatThrownBy(() -> batched.lane(image, -1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("negative");
    }
    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  @Test
  void engineLoadsOnlyTheGraphsOfItsLanes() {
    Opened.on(promptwise, 8, 8, 1).close();
    Opened.on(batched, 8, 8, 1).close();

    assertThat(promptwise.providers())
        .containsKey("grid upscaling graph")
        .doesNotContainKey("chosen upscaling graph");
    assertThat(batched.providers())
        .containsKey("chosen upscaling graph")
        .doesNotContainKey("grid upscaling graph");
  }

  private static SamEngine engine(BatchPolicy policy) {
    return policy == BatchPolicy.BATCHED ? batched : promptwise;
  }

  private static void assertSameScores(Opened one, Opened many, int prompts) {
    for (int i = 0; i < 4 * prompts; i++) {
      assertThat(Math.abs(
              many.lane().predictedIou(i / 4, i % 4) - one.lane().predictedIou(i / 4, i % 4)))
          .as("predicted IoU of output %s of prompt %s", i % 4, i / 4)
          .isLessThanOrEqualTo(TOLERANCE);
    }
  }

  private static void assertSame(List<float[]> actual, List<float[]> expected) {
    assertThat(expected).isNotEmpty();
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      float[] a = actual.get(i);
      float[] b = expected.get(i);
      assertThat(a).hasSameSizeAs(b);
      float largest = 0;
      float worst = 0;
      for (int k = 0; k < a.length; k++) {
        largest = Math.max(largest, Math.abs(b[k]));
        // NaN must not pass
        worst = Math.abs(a[k] - b[k]) <= worst ? worst : Math.abs(a[k] - b[k]);
      }
      assertThat(worst / largest).as("mask %s of %s", i, actual.size()).isLessThan(TOLERANCE);
    }
  }
}
