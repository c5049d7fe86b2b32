// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.TinyWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Life cycle and answers of a segmenter over {@link TinySam}. */
final class SamSegmenterTest {
  private static final RgbImage IMAGE = TinySam.image(83, 61, 1);
  private static final float LOGIT_TOLERANCE = 1e-3f;

  @TempDir
  private static Path folder;

  private static SamModel model;
  private static SamSegmenter sam;

  @BeforeAll
  static void load() throws IOException {
    model = TinySam.model(folder);
    sam = SamSegmenter.builder(model).threads(2).build();
  }

  @AfterAll
  static void close() {
    sam.close();
  }

  @Test
  void modelIsKnownByName() {
    assertThat(sam.model()).isSameAs(model);
    assertThat(sam).hasToString("SamSegmenter[encoder.onnx,decoder.onnx]");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void threadsThatAreNotPositiveAreRefused(int threads) {
    SamSegmenter.Builder builder = SamSegmenter.builder(model);

    assertThatThrownBy(() -> builder.threads(threads))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threads")
        .hasMessageContaining("got " + threads);
  }

  @Test
  void segmenterMayBeClosedTwice() {
    SamSegmenter other = SamSegmenter.builder(model).threads(1).build();

    other.close();

    assertThatCode(other::close).doesNotThrowAnyException();
  }

  @Test
  void embeddingMayBeClosedTwice() {
    long before = OrtTensor.outstanding();
    ImageEmbedding embedding = sam.encode(IMAGE);

    embedding.close();
    embedding.close();

    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  @Test
  void closedEmbeddingAnswersNothing() {
    ImageEmbedding embedding = sam.encode(IMAGE);
    embedding.close();

    assertThatThrownBy(() -> embedding.predict(Prompt.point(1, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ImageEmbedding is closed");
    assertThatThrownBy(() -> embedding.predictAll(List.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ImageEmbedding is closed");
    assertThatThrownBy(embedding::toArray)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("ImageEmbedding is closed");
  }

  @Test
  void closedSegmenterEncodesNothing() {
    SamSegmenter other = SamSegmenter.builder(model).threads(1).build();
    other.close();
    long before = OrtTensor.outstanding();

    assertThatThrownBy(() -> other.encode(IMAGE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SamSegmenter is closed");
    assertThatThrownBy(() -> other.automatic().generate(IMAGE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SamSegmenter is closed");
    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  @Test
  void embeddingOfAClosedSegmenterAnswersNothingButCloses() {
    long before = OrtTensor.outstanding();
    SamSegmenter other = SamSegmenter.builder(model).threads(1).build();
    ImageEmbedding embedding = other.encode(IMAGE);
    other.close();

    assertThatThrownBy(() -> embedding.predict(Prompt.point(1, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("SamSegmenter is closed");
    embedding.close();
    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  @Test
  void closingWhileOthersPredictEndsInAnswersOrInAClosedSegmenter() throws Exception {
    SamSegmenter other = SamSegmenter.builder(model).threads(2).build();
    long before = OrtTensor.outstanding();
    AtomicBoolean running = new AtomicBoolean();
    Callable<Throwable> user = () -> {
      try (ImageEmbedding embedding = other.encode(IMAGE)) {
        while (true) {
          embedding.predict(Prompt.point(9, 9).multimask());
          running.set(true);
        }
      } catch (IllegalStateException e) {
        return e;
      }
    };
    ExecutorService users = Executors.newFixedThreadPool(3);
    List<Future<Throwable>> ends =
        List.of(users.submit(user), users.submit(user), users.submit(user));
    while (!running.get()) {
      Thread.onSpinWait();
    }

    other.close();

    for (Future<Throwable> end : ends) {
      assertThat(end.get()).hasMessageContaining("SamSegmenter is closed");
    }
    users.shutdown();
    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  @Test
  void encoderThatDoesNotFitLeaksNothing() throws IOException {
    Path wide = Files.write(folder.resolve("wide.onnx"), TinyWeights.encoder(24));
    SamModel misfit = SamModels.onnx(wide, folder.resolve("decoder.onnx"));
    long tensors = OrtTensor.outstanding();
    long pointers = JavaCppMemory.settledCount();

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> SamSegmenter.builder(misfit).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected one output of float32");
    }

    assertThat(OrtTensor.outstanding()).isEqualTo(tensors);
    // not settled: the collector would clear away what was forgotten
    assertThat(Pointer.totalCount()).isEqualTo(pointers);
  }

  @Test
  void encoderThatCannotBeLoadedLeaksNothing() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no network in here");
    SamModel misfit = SamModels.onnx(text, folder.resolve("decoder.onnx"));
    long tensors = OrtTensor.outstanding();
    long pointers = JavaCppMemory.settledCount();

    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> SamSegmenter.builder(misfit).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("notes.txt");
    }

    assertThat(OrtTensor.outstanding()).isEqualTo(tensors);
    // not settled: the collector would clear away what was forgotten
    assertThat(Pointer.totalCount()).isEqualTo(pointers);
  }

  @Test
  void segmenterThatIsClosedLeavesNothingBehind() {
    long tensors = OrtTensor.outstanding();
    long pointers = JavaCppMemory.settledCount();

    openUseAndClose();

    assertThat(OrtTensor.outstanding()).isEqualTo(tensors);
    assertThat(JavaCppMemory.settledCount()).isEqualTo(pointers);
  }

  /** In its own method, whose variables are gone when it returns. */
  private static void openUseAndClose() {
    try (SamSegmenter other = SamSegmenter.builder(model).threads(1).build();
        ImageEmbedding embedding = other.encode(IMAGE)) {
      embedding.predict(Prompt.point(3, 4));
    }
  }

  @Test
  void imageTooThinIsRefusedWithoutALeak() {
    long tensors = OrtTensor.outstanding();
    RgbImage thin = RgbImage.ofGrey(2049, 1, new byte[2049]);

    assertThatThrownBy(() -> sam.encode(thin))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too thin")
        .hasMessageContaining("width=2049 height=1");
    assertThat(OrtTensor.outstanding()).isEqualTo(tensors);
  }

  static Stream<Prompt> outside() {
    return Stream.of(
        Prompt.point(83, 0),
        Prompt.point(1, 1).andBackground(0, 61),
        Prompt.point(-0.5, 0),
        Prompt.box(83.5, 0, 90, 61),
        Prompt.point(1, 1).andBox(0, -3, 3, -1));
  }

  @ParameterizedTest
  @MethodSource("outside")
  void promptOutsideOfTheImageIsRefused(Prompt prompt) {
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      List<Prompt> prompts = List.of(Prompt.point(1, 1), prompt);

      assertThatThrownBy(() -> embedding.predictAll(prompts))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("must", "the image")
          .hasMessageContaining("width=83 height=61");
    }
  }

  @Test
  void boxThatReachesOutsideOfTheImageIsAnswered() {
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      Prompt within = Prompt.box(0, 0, 83, 61);

      Prediction prediction = embedding.predict(Prompt.box(-20, -5, 200, 61));

      // not the answer to the clipped box
      assertThat(prediction.best().logits())
          .isNotEqualTo(embedding.predict(within).best().logits());
    }
  }

  @Test
  void noPromptsHaveNoAnswers() {
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      assertThat(embedding.predictAll(List.of())).isEmpty();
    }
  }

  @Test
  void answerHasOneMaskOfTheImagesSize() {
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      Prediction prediction = embedding.predict(Prompt.point(40, 30));

      assertThat(prediction.masks()).hasSize(1);
      assertThat(prediction.best().mask().width()).isEqualTo(83);
      assertThat(prediction.best().mask().height()).isEqualTo(61);
      assertThat(embedding.width()).isEqualTo(83);
      assertThat(embedding.height()).isEqualTo(61);
    }
  }

  @Test
  void multimaskGivesThreeOtherMasks() {
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      PredictedMask single = embedding.predict(Prompt.point(40, 30)).best();

      Prediction three = embedding.predict(Prompt.point(40, 30).multimask());

      assertThat(three.masks()).hasSize(3);
      assertThat(three.masks()).extracting(PredictedMask::logits).doesNotHaveDuplicates();
      assertThat(three.masks()).extracting(PredictedMask::predictedIou).doesNotHaveDuplicates();
      assertThat(three.masks()).extracting(PredictedMask::logits).doesNotContain(single.logits());
      assertThat(three.masks())
          .extracting(PredictedMask::predictedIou)
          .allMatch(iou -> iou <= three.best().predictedIou());
    }
  }

  @Test
  void logitsOfAnEarlierAnswerChangeTheNext() {
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      Prompt point = Prompt.point(40, 30);
      PredictedMask first = embedding.predict(point).best();

      PredictedMask refined = embedding.predict(point.andLogits(first.logits())).best();

      assertThat(refined.logits()).isNotEqualTo(first.logits());
    }
  }

  @Test
  void logitsAloneAreAPrompt() {
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      LowResLogits earlier =
          embedding.predict(Prompt.box(10, 10, 50, 40)).best().logits();

      Prediction prediction = embedding.predict(Prompt.logits(earlier).multimask());

      assertThat(prediction.masks()).hasSize(3);
      assertFinite(prediction);
    }
  }

  @Test
  void manyPromptsOfMixedFormsAreAnsweredInTheirOrder() {
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      List<Prompt> prompts = mixedPrompts(embedding);

      List<Prediction> together = embedding.predictAll(prompts);

      assertThat(together).hasSameSizeAs(prompts);
      for (int i = 0; i < prompts.size(); i++) {
        assertSame("prompt " + i, together.get(i), embedding.predict(prompts.get(i)));
      }
    }
  }

  /** Every form several times, more than a batch of some, shuffled with a fixed seed. */
  private static List<Prompt> mixedPrompts(ImageEmbedding embedding) {
    LowResLogits logits = embedding.predict(Prompt.point(40, 30)).best().logits();
    LowResLogits others = embedding.predict(Prompt.point(10, 50)).best().logits();
    List<Prompt> prompts = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      prompts.add(Prompt.point(7 * i, 5 * i));
      prompts.add(Prompt.box(i, 2 * i, 40 + i, 30 + 3 * i));
    }
    for (int i = 0; i < 3; i++) {
      prompts.add(Prompt.point(20 + i, 9 * i).multimask());
      prompts.add(Prompt.point(60, 11 * i).andBackground(i, i).andLogits(logits));
      prompts.add(Prompt.point(3, 8 * i).andBackground(i, i).andLogits(others));
      prompts.add(Prompt.box(i, i, 80, 60).andBackground(5 * i, 20));
      prompts.add(Prompt.logits(i == 1 ? logits : others));
    }
    Collections.shuffle(prompts, new Random(83));
    return prompts;
  }

  @Test
  void eightThreadsAtOnceGetTheAnswersOfOne() throws Exception {
    List<List<Prediction>> alone = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      alone.add(answers(i));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<List<Prediction>>> together = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      int image = i;
      together.add(threads.submit(() -> answers(image)));
    }

    for (int i = 0; i < 8; i++) {
      List<Prediction> answers = together.get(i).get();
      for (int p = 0; p < answers.size(); p++) {
        assertSame("image " + i + " prompt " + p, answers.get(p), alone.get(i).get(p));
      }
    }
    threads.shutdown();
  }

  private static List<Prediction> answers(int image) {
    int width = 40 + 13 * image;
    int height = 90 - 7 * image;
    try (ImageEmbedding embedding = sam.encode(TinySam.image(width, height, image))) {
      return embedding.predictAll(List.of(
          Prompt.point(9, image), Prompt.box(2, 3, 30, 31), Prompt.point(1, 2).multimask()));
    }
  }

  @Test
  void collectingGarbageDuringARunChangesNothing() throws Exception {
    List<Prediction> calm = answers(3);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService collector = Executors.newSingleThreadExecutor();
    Future<?> collecting = collector.submit(() -> {
      while (!done.get()) {
        System.gc();
      }
    });

    for (int round = 0; round < 2; round++) {
      List<Prediction> answers = answers(3);
      for (int p = 0; p < answers.size(); p++) {
        assertSame("round " + round + " prompt " + p, answers.get(p), calm.get(p));
      }
    }

    done.set(true);
    collecting.get();
    collector.shutdown();
  }

  @Test
  void embeddingIsCopiedOut() {
    try (ImageEmbedding embedding = sam.encode(IMAGE)) {
      float[] copy = embedding.toArray();
      float first = copy[0];

      copy[0] = first + 1;

      assertThat(copy).hasSize(TinyWeights.WIDTH * 64 * 64);
      assertThat(embedding.toArray()[0]).isEqualTo(first);
    }
  }

  private static void assertFinite(Prediction prediction) {
    for (PredictedMask mask : prediction.masks()) {
      assertThat(mask.predictedIou()).isFinite();
      for (float logit : mask.logits().toArray()) {
        if (!Float.isFinite(logit)) {
          throw new AssertionError("logit " + logit);
        }
      }
    }
  }

  /** Equal up to the rounding of sums in another order. */
  private static void assertSame(String what, Prediction actual, Prediction expected) {
    assertThat(actual.masks()).as(what).hasSameSizeAs(expected.masks());
    for (int m = 0; m < actual.masks().size(); m++) {
      PredictedMask a = actual.masks().get(m);
      PredictedMask b = expected.masks().get(m);
      assertThat(Math.abs(a.predictedIou() - b.predictedIou())).as(what).isLessThan(1e-4f);
      float[] x = a.logits().toArray();
      float[] y = b.logits().toArray();
      float worst = 0;
      for (int i = 0; i < x.length; i++) {
        worst = Math.max(worst, Math.abs(x[i] - y[i]));
      }
      assertThat(worst).as("logits of %s, mask %s", what, m).isLessThan(LOGIT_TOLERANCE);
      assertThat(a.mask().xor(b.mask()).area()).as(what).isLessThanOrEqualTo(2);
    }
  }
}
