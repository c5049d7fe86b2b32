// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.network;

import static io.github.sam4j.internal.network.GraphValues.assertClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.PredictedMask;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.TinySam;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.TinyWeights;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A model with a frame of 256 pixels and a grid of 16, from the picture to automatic masks, against
 * the published steps written down plainly.
 */
final class SmallFrameTest {
  private static final int WIDTH = 90;
  private static final int HEIGHT = 60;
  private static final RgbImage IMAGE = TinySam.image(WIDTH, HEIGHT, 7);
  private static final int GRID = 16;
  private static final int PATCH = 16;
  private static final DecoderWeights WEIGHTS = TinyWeights.weights();

  @TempDir
  private Path folder;

  private SamSegmenter load(ModelSpec.Resize resize) throws IOException {
    ModelSpec spec = ModelSpec.builder(256, GRID)
        .resize(resize)
        .pixelMean(100, 110, 120)
        .pixelDeviation(50, 60, 70)
        .build();
    return SamSegmenter.builder(TinySam.model(folder, spec)).threads(1).build();
  }

  @ParameterizedTest
  @EnumSource(ModelSpec.Resize.class)
  void promptsAreAnsweredAsThePublishedDecoderDoes(ModelSpec.Resize resize) throws IOException {
    float scaleX = 256f / WIDTH;
    float scaleY = resize == ModelSpec.Resize.STRETCH ? 256f / HEIGHT : 171f / HEIGHT;

    try (SamSegmenter sam = load(resize);
        ImageEmbedding embedding = sam.encode(IMAGE)) {
      ModelSpec spec = sam.model().spec();
      PlainDecoder plain = new PlainDecoder(WEIGHTS, spec);
      float[] values = embedding.toArray();
      assertClose(values, embedding(spec));
      double[][] tokens = plain.imageTokens(values);
      PredictedMask point = embedding.predict(Prompt.point(30, 20)).best();
      assertAnswer(
          point,
          plain,
          plain.attend(tokens, new float[] {30 * scaleX, 20 * scaleY, 0, 0}, new long[] {1, -1}));
      PredictedMask box = embedding.predict(Prompt.box(10, 5, 70, 50)).best();
      assertAnswer(
          box,
          plain,
          plain.attend(
              tokens,
              new float[] {10 * scaleX, 5 * scaleY, 70 * scaleX, 50 * scaleY},
              new long[] {2, 3}));
      PredictedMask refined = embedding.predict(Prompt.logits(point.logits())).best();
      assertAnswer(
          refined,
          plain,
          plain.attend(
              plain.imageTokens(values, point.logits().toArray()), new float[0], new long[0]));
    }
  }

  /** One convolution of whole patches over the normalized frame. */
  private static double[] embedding(ModelSpec spec) {
    FrameResize resize = FrameResize.of(spec, WIDTH, HEIGHT);
    RgbImage resized = resize.apply(IMAGE);
    WeightTensor kernel = TinyWeights.encoderKernel(TinyWeights.WIDTH);
    double[] embedding = new double[TinyWeights.WIDTH * GRID * GRID];
    for (int i = 0; i < embedding.length; i++) {
      int channel = i / (GRID * GRID);
      int row = i / GRID % GRID;
      int column = i % GRID;
      for (int k = 0; k < 3 * PATCH * PATCH; k++) {
        int color = k / (PATCH * PATCH);
        int y = row * PATCH + k / PATCH % PATCH;
        int x = column * PATCH + k % PATCH;
        if (y < resized.height() && x < resized.width()) {
          double pixel = (resized.sample(x, y, color) - (100 + 10 * color)) / (50.0 + 10 * color);
          embedding[i] += pixel * kernel.value(channel * 3 * PATCH * PATCH + k);
        }
      }
    }
    return embedding;
  }

  private static void assertAnswer(
      PredictedMask mask, PlainDecoder plain, PlainDecoder.Attended expected) {
    assertThat(mask.logits().side()).isEqualTo(4 * GRID);
    assertClose(mask.logits().toArray(), plain.draw(expected.image, expected.kernels[0]));
    assertClose(new float[] {mask.predictedIou()}, new double[] {expected.predictedIou[0]});
    assertThat(mask.mask().width()).isEqualTo(WIDTH);
    assertThat(mask.mask().height()).isEqualTo(HEIGHT);
  }

  @ParameterizedTest
  @EnumSource(ModelSpec.Resize.class)
  void automaticMasksEqualTheAnswersToTheirPoints(ModelSpec.Resize resize) throws IOException {
    try (SamSegmenter sam = load(resize);
        ImageEmbedding embedding = sam.encode(IMAGE)) {
      List<AutomaticMask> masks = sam.automatic()
          .pointsPerSide(3)
          .predictedIouThreshold(0)
          .stabilityThreshold(0)
          .with(settings -> settings.boxNmsThreshold(1))
          .generate(IMAGE);

      assertThat(masks).hasSize(3 * 9);
      for (AutomaticMask mask : masks) {
        Prompt point = Prompt.point(mask.point().x(), mask.point().y()).multimask();
        assertThat(embedding.predict(point).masks()).anySatisfy(answer -> {
          assertThat(answer.predictedIou()).isCloseTo(mask.predictedIou(), within(1e-4f));
          assertThat(answer.mask().xor(mask.mask()).area()).isLessThanOrEqualTo(20);
        });
      }
    }
  }

  @Test
  void maskPromptOfAnotherModelIsRefused() throws IOException {
    Prompt prompt = Prompt.logits(LowResLogits.of(new float[256 * 256]));

    try (SamSegmenter sam = load(ModelSpec.Resize.LONGEST_SIDE);
        ImageEmbedding embedding = sam.encode(IMAGE)) {
      assertThatThrownBy(() -> embedding.predict(prompt))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("expected a mask prompt of 64 x 64 logits as this model draws them, got"
              + " 256 x 256");
    }
  }
}
