// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.network;

import static io.github.sam4j.internal.network.GraphValues.assertClose;
import static io.github.sam4j.internal.network.GraphValues.gaussian;
import static io.github.sam4j.internal.network.GraphValues.part;
import static io.github.sam4j.internal.network.GraphValues.readAll;
import static io.github.sam4j.internal.network.GraphValues.tensor;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.TinyWeights;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.network.DecoderGraphs;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The four graphs, run by ONNX Runtime, against the published decoder written down plainly. */
final class DecoderGraphsTest {
  private static final long SEED = 256;
  private static final int WIDTH = TinyWeights.WIDTH;
  private static final int CHANNELS = 4;
  private static final int TOKENS = 64 * 64;
  private static final int LOGITS = 256 * 256;

  private static final DecoderWeights WEIGHTS = TinyWeights.weights();
  private static final PlainDecoder PLAIN = new PlainDecoder(WEIGHTS);

  private static OrtSession imageTokens;
  private static OrtSession maskedImageTokens;
  private static OrtSession transformer;
  private static OrtSession upscaling;
  private static float[] embedding;

  @BeforeAll
  static void load() {
    imageTokens = OrtSession.load(
        "image tokens",
        DecoderGraphs.imageTokens(WEIGHTS, ModelSpec.sam1()),
        SessionSettings.cpu(1));
    maskedImageTokens = OrtSession.load(
        "masked",
        DecoderGraphs.maskedImageTokens(WEIGHTS, ModelSpec.sam1()),
        SessionSettings.cpu(1));
    transformer = OrtSession.load(
        "transformer",
        DecoderGraphs.transformer(WEIGHTS, ModelSpec.sam1()),
        SessionSettings.cpu(1));
    upscaling = OrtSession.load(
        "upscaling", DecoderGraphs.upscaling(WEIGHTS, ModelSpec.sam1()), SessionSettings.cpu(1));
    embedding = gaussian(new Random(SEED), WIDTH * TOKENS, 1);
  }

  @AfterAll
  static void close() {
    upscaling.close();
    transformer.close();
    maskedImageTokens.close();
    imageTokens.close();
  }

  @Test
  void imageTokensCarryTheNoMaskEmbedding() {
    assertClose(imageTokens(), flat(PLAIN.imageTokens(embedding)));
  }

  @Test
  void maskedImageTokensCarryTheirOwnDownscaledMask() {
    float[] masks = gaussian(new Random(SEED + 1), 2 * LOGITS, 8);

    float[] tokens = maskedImageTokens(masks, 2);

    for (int i = 0; i < 2; i++) {
      assertClose(part(tokens, i, 2), flat(PLAIN.imageTokens(embedding, part(masks, i, 2))));
    }
  }

  static Stream<Arguments> prompts() {
    return Stream.of(
        Arguments.of("point and padding", new float[] {300, 200.5f, 0, 0}, new long[] {1, -1}),
        Arguments.of("box", new float[] {100, 50, 700, 900}, new long[] {2, 3}),
        Arguments.of(
            "points of both kinds and padding",
            new float[] {0, 0, 1023.9f, 767, 512, 3, 0, 0},
            new long[] {1, 0, 1, -1}),
        Arguments.of(
            "background point and box",
            new float[] {640, 480, 10, 20, 1024, 683},
            new long[] {0, 2, 3}),
        Arguments.of("nothing", new float[0], new long[0]));
  }

  @ParameterizedTest(name = "{0}, seed 256")
  @MethodSource("prompts")
  void attendedPromptEqualsThePublishedDecoder(String what, float[] coords, long[] labels) {
    Attended attended = attend(imageTokens(), 1, coords, labels, 1);

    PlainDecoder.Attended expected = PLAIN.attend(PLAIN.imageTokens(embedding), coords, labels);
    assertClose(attended.image, flat(expected.image));
    assertClose(attended.kernels, flat(expected.kernels));
    assertClose(attended.predictedIou, expected.predictedIou);
  }

  @ParameterizedTest(name = "{0}, seed 256")
  @MethodSource("prompts")
  void drawnMasksEqualThePublishedDecoder(String what, float[] coords, long[] labels) {
    Attended attended = attend(imageTokens(), 1, coords, labels, 1);

    float[] logits = draw(attended.image, 1, new long[] {0}, attended.kernels, 4);

    PlainDecoder.Attended plain = PLAIN.attend(PLAIN.imageTokens(embedding), coords, labels);
    for (int i = 0; i < 4; i++) {
      assertClose(part(logits, i, 4), PLAIN.draw(plain.image, plain.kernels[i]));
    }
  }

  @Test
  void severalPromptsShareTheImageTokens() {
    float[] coords = gaussian(new Random(SEED + 2), 3 * 3 * 2, 300);
    long[] labels = {1, 1, -1, 0, 2, 3, 0, 1, -1};

    Attended batch = attend(imageTokens(), 1, coords, labels, 3);

    double[][] image = PLAIN.imageTokens(embedding);
    for (int i = 0; i < 3; i++) {
      PlainDecoder.Attended one =
          PLAIN.attend(image, part(coords, i, 3), Arrays.copyOfRange(labels, 3 * i, 3 * i + 3));
      assertClose(part(batch.image, i, 3), flat(one.image));
      assertClose(part(batch.kernels, i, 3), flat(one.kernels));
      assertClose(part(batch.predictedIou, i, 3), one.predictedIou);
    }
  }

  @Test
  void promptsWithMasksHaveTheirOwnImageTokens() {
    float[] masks = gaussian(new Random(SEED + 3), 2 * LOGITS, 8);
    float[] coords = {5, 6, 0, 0, 700, 800, 0, 0};
    long[] labels = {1, -1, 0, -1};

    Attended batch = attend(maskedImageTokens(masks, 2), 2, coords, labels, 2);

    for (int i = 0; i < 2; i++) {
      double[][] image = PLAIN.imageTokens(embedding, part(masks, i, 2));
      PlainDecoder.Attended one =
          PLAIN.attend(image, part(coords, i, 2), Arrays.copyOfRange(labels, 2 * i, 2 * i + 2));
      assertClose(part(batch.image, i, 2), flat(one.image));
      assertClose(part(batch.kernels, i, 2), flat(one.kernels));
      assertClose(part(batch.predictedIou, i, 2), one.predictedIou);
    }
  }

  @Test
  void batchEqualsItsPromptsOneByOne() {
    float[] coords = gaussian(new Random(SEED + 4), 5 * 2 * 2, 300);
    long[] labels = {1, -1, 2, 3, 0, -1, 1, 1, 0, 0};

    Attended batch = attend(imageTokens(), 1, coords, labels, 5);

    for (int i = 0; i < 5; i++) {
      Attended one = attend(
          imageTokens(), 1, part(coords, i, 5), Arrays.copyOfRange(labels, 2 * i, 2 * i + 2), 1);
      assertClose(part(batch.image, i, 5), doubles(one.image));
      assertClose(part(batch.kernels, i, 5), doubles(one.kernels));
      assertClose(part(batch.predictedIou, i, 5), doubles(one.predictedIou));
    }
  }

  @Test
  void masksAreDrawnForTheChosenPromptsInTheChosenOrder() {
    float[] coords = {10, 20, 0, 0, 500, 600, 0, 0, 900, 100, 0, 0};
    long[] labels = {1, -1, 1, -1, 1, -1};
    Attended batch = attend(imageTokens(), 1, coords, labels, 3);
    float[] kernels = gaussian(new Random(SEED + 5), 2 * 2 * CHANNELS, 1);

    float[] logits = draw(batch.image, 3, new long[] {2, 0}, kernels, 2);

    double[][] image = PLAIN.imageTokens(embedding);
    int[] chosen = {2, 0};
    for (int m = 0; m < 4; m++) {
      int prompt = chosen[m >> 1];
      PlainDecoder.Attended one = PLAIN.attend(
          image, part(coords, prompt, 3), Arrays.copyOfRange(labels, 2 * prompt, 2 * prompt + 2));
      assertClose(part(logits, m, 4), PLAIN.draw(one.image, doubles(part(kernels, m, 4))));
    }
  }

  /** The transformer's outputs, row-major. */
  private static final class Attended {
    final float[] image;
    final float[] kernels;
    final float[] predictedIou;

    Attended(OrtTensor image, OrtTensor kernels, OrtTensor predictedIou) {
      this.image = readAll(image);
      this.kernels = readAll(kernels);
      this.predictedIou = readAll(predictedIou);
    }
  }

  private static float[] imageTokens() {
    try (OrtTensor in = tensor(embedding, 1, WIDTH, 64, 64);
        OrtTensor out = OrtTensor.floats(1, TOKENS, WIDTH)) {
      imageTokens.run(Map.of("embedding", in), Map.of("image_tokens", out));
      return readAll(out);
    }
  }

  private static float[] maskedImageTokens(float[] masks, int n) {
    try (OrtTensor in = tensor(embedding, 1, WIDTH, 64, 64);
        OrtTensor logits = tensor(masks, n, 1, 256, 256);
        OrtTensor out = OrtTensor.floats(n, TOKENS, WIDTH)) {
      maskedImageTokens.run(
          Map.of("embedding", in, "mask_logits", logits), Map.of("image_tokens", out));
      return readAll(out);
    }
  }

  private static Attended attend(float[] tokens, int b, float[] coords, long[] labels, int n) {
    int points = labels.length / n;
    try (OrtTensor in = tensor(tokens, b, TOKENS, WIDTH);
        OrtTensor xy = tensor(coords, n, points, 2);
        OrtTensor kinds = OrtTensor.longs(n, points);
        OrtTensor image = OrtTensor.floats(n, TOKENS, WIDTH);
        OrtTensor kernels = OrtTensor.floats(n, 4, CHANNELS);
        OrtTensor iou = OrtTensor.floats(n, 4)) {
      kinds.longBuffer().put(labels);
      transformer.run(
          Map.of("image_tokens", in, "point_coords", xy, "point_labels", kinds),
          Map.of("attended_tokens", image, "mask_kernels", kernels, "predicted_iou", iou));
      return new Attended(image, kernels, iou);
    }
  }

  private static float[] draw(float[] tokens, int n, long[] chosen, float[] kernels, int k) {
    int m = chosen.length;
    try (OrtTensor image = tensor(tokens, n, TOKENS, WIDTH);
        OrtTensor index = OrtTensor.longs(m);
        OrtTensor factors = tensor(kernels, m, k, CHANNELS);
        OrtTensor logits = OrtTensor.floats(m, k, 256, 256)) {
      index.longBuffer().put(chosen);
      upscaling.run(
          Map.of("attended_tokens", image, "prompt_index", index, "kernels", factors),
          Map.of("logits", logits));
      return readAll(logits);
    }
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }
}
