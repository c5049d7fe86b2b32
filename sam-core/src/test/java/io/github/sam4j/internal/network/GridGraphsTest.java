// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.network;

import static io.github.sam4j.internal.network.GraphValues.assertClose;
import static io.github.sam4j.internal.network.GraphValues.gaussian;
import static io.github.sam4j.internal.network.GraphValues.part;
import static io.github.sam4j.internal.network.GraphValues.readAll;
import static io.github.sam4j.internal.network.GraphValues.tensor;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.TinyWeights;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.network.DecoderGraphs;
import io.github.sam4j.weights.internal.network.GridGraphs;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The grid graphs, run by ONNX Runtime, against the published decoder written down plainly. */
final class GridGraphsTest {
  private static final long SEED = 112;
  private static final int WIDTH = TinyWeights.WIDTH;
  private static final int CHANNELS = 4;
  private static final int TOKENS = 64 * 64;

  /** What the graphs say of three prompts of two points each. */
  private static final class Run implements AutoCloseable {
    static final int PROMPTS = 3;
    static final long[] LABELS = {1, -1, 0, 1, 2, 3};

    final DecoderWeights weights;
    final float[] embedding = gaussian(new Random(SEED), WIDTH * TOKENS, 1);
    final float[] coords = gaussian(new Random(SEED + 1), PROMPTS * 2 * 2, 300);
    final Map<String, OrtTensor> terms = new HashMap<>();
    final int rows;
    final OrtTensor shares;
    final OrtTensor scale;
    final OrtTensor mixed;
    final OrtTensor kernels = OrtTensor.floats(PROMPTS, 4, CHANNELS);
    final OrtTensor predictedIou = OrtTensor.floats(PROMPTS, 4);

    Run(DecoderWeights weights) {
      this.weights = weights;
      rows = GridGraphs.rows(weights, 2);
      shares = OrtTensor.floats(PROMPTS, rows, TOKENS);
      scale = OrtTensor.floats(PROMPTS, 1, TOKENS);
      mixed = OrtTensor.floats(PROMPTS, rows, WIDTH);
      try (OrtSession tokens = load(DecoderGraphs.imageTokens(weights, ModelSpec.sam1()));
          OrtSession image = load(GridGraphs.imageTerms(weights, ModelSpec.sam1()));
          OrtSession transformer = load(GridGraphs.transformer(weights, ModelSpec.sam1()));
          OrtTensor in = tensor(embedding, 1, WIDTH, 64, 64);
          OrtTensor imageTokens = OrtTensor.floats(1, TOKENS, WIDTH);
          OrtTensor xy = tensor(coords, PROMPTS, 2, 2);
          OrtTensor kinds = OrtTensor.longs(PROMPTS, 2)) {
        kinds.longBuffer().put(LABELS);
        tokens.run(Map.of("embedding", in), Map.of("image_tokens", imageTokens));
        terms.putAll(imageTerms(image, imageTokens, 64, 64));
        Map<String, OrtTensor> inputs =
            new HashMap<>(Map.of("point_coords", xy, "point_labels", kinds));
        terms.forEach((name, term) -> {
          if (transformer.inputs().containsKey(name)) {
            inputs.put(name, term);
          }
        });
        transformer.run(
            inputs,
            Map.of(
                "shares", shares,
                "scale", scale,
                "rows", mixed,
                "mask_kernels", kernels,
                "predicted_iou", predictedIou));
      }
    }

    private static Map<String, OrtTensor> imageTerms(
        OrtSession graph, OrtTensor imageTokens, int tokenRows, int tokenColumns) {
      Map<String, OrtTensor> terms = new HashMap<>();
      graph.outputs().forEach((name, type) -> {
        long[] shape = type.shape().stream().mapToLong(Long::longValue).toArray();
        if (name.equals("enlarged")) {
          shape[0] = tokenRows;
          shape[1] = tokenColumns;
        }
        terms.put(name, OrtTensor.floats(shape));
      });
      try (OrtTensor size = OrtTensor.longs(2)) {
        size.longBuffer().put(tokenRows).put(tokenColumns);
        graph.run(Map.of("image_tokens", imageTokens, "size", size), terms);
      }
      return terms;
    }

    /** The term that drawing takes, for an image of so many rows and columns of tokens. */
    float[] enlarged(int tokenRows, int tokenColumns) {
      try (OrtSession tokens = load(DecoderGraphs.imageTokens(weights, ModelSpec.sam1()));
          OrtSession image = load(GridGraphs.imageTerms(weights, ModelSpec.sam1()));
          OrtTensor in = tensor(embedding, 1, WIDTH, 64, 64);
          OrtTensor imageTokens = OrtTensor.floats(1, TOKENS, WIDTH)) {
        tokens.run(Map.of("embedding", in), Map.of("image_tokens", imageTokens));
        Map<String, OrtTensor> cut = imageTerms(image, imageTokens, tokenRows, tokenColumns);
        try {
          return readAll(Objects.requireNonNull(cut.get("enlarged")));
        } finally {
          cut.values().forEach(OrtTensor::close);
        }
      }
    }

    /** The published decoder's answer to one prompt. */
    PlainDecoder.Attended plain(int prompt) {
      PlainDecoder decoder = new PlainDecoder(weights);
      return decoder.attend(
          decoder.imageTokens(embedding),
          part(coords, prompt, PROMPTS),
          Arrays.copyOfRange(LABELS, 2 * prompt, 2 * prompt + 2));
    }

    /** All four masks of all prompts, of the first rows and columns of tokens. */
    float[] draw(int tokenRows, int tokenColumns) {
      float[] enlarged = readAll(Objects.requireNonNull(terms.get("enlarged")));
      int depth = enlarged.length / TOKENS;
      float[] cut = new float[tokenRows * tokenColumns * depth];
      for (int y = 0; y < tokenRows; y++) {
        int length = tokenColumns * depth;
        System.arraycopy(enlarged, y * 64 * depth, cut, y * length, length);
      }
      assertThat(Arrays.equals(enlarged(tokenRows, tokenColumns), cut))
          .as("cut by the graph")
          .isTrue();
      try (OrtSession upscaling = load(GridGraphs.upscaling(weights, ModelSpec.sam1()));
          OrtTensor image = tensor(cut, tokenRows, tokenColumns, depth);
          OrtTensor logits = OrtTensor.floats(PROMPTS, 4, 4L * tokenRows, 4L * tokenColumns)) {
        upscaling.run(
            Map.of(
                "shares", shares,
                "scale", scale,
                "rows", mixed,
                "enlarged", image,
                "kernels", kernels),
            Map.of("logits", logits));
        return readAll(logits);
      }
    }

    /** Chosen masks of chosen prompts; all of the same part of the frame as {@link #draw}. */
    float[] drawChosen(long[] prompts, long[] masks, int tokenRows, int tokenColumns) {
      float[] cut = enlarged(tokenRows, tokenColumns);
      try (OrtSession upscaling = load(GridGraphs.chosenUpscaling(weights, ModelSpec.sam1()));
          OrtTensor image =
              tensor(cut, tokenRows, tokenColumns, cut.length / (tokenRows * tokenColumns));
          OrtTensor chosen = OrtTensor.longs(prompts.length);
          OrtTensor wanted = OrtTensor.longs(masks.length);
          OrtTensor logits = OrtTensor.floats(masks.length, 4L * tokenRows, 4L * tokenColumns)) {
        chosen.longBuffer().put(prompts);
        wanted.longBuffer().put(masks);
        upscaling.run(
            Map.of(
                "shares", shares,
                "scale", scale,
                "rows", mixed,
                "mask_kernels", kernels,
                "enlarged", image,
                "prompt_index", chosen,
                "mask_index", wanted),
            Map.of("logits", logits));
        return readAll(logits);
      }
    }

    @Override
    public void close() {
      terms.values().forEach(OrtTensor::close);
      shares.close();
      scale.close();
      mixed.close();
      kernels.close();
      predictedIou.close();
    }
  }

  @ParameterizedTest(name = "{0} layers, seed 112")
  @ValueSource(ints = {1, 2, 3})
  void predictedIouAndKernelsEqualThePublishedDecoder(int depth) {
    try (Run run = new Run(TinyWeights.weights(depth))) {
      for (int i = 0; i < Run.PROMPTS; i++) {
        PlainDecoder.Attended plain = run.plain(i);
        assertClose(part(readAll(run.predictedIou), i, Run.PROMPTS), plain.predictedIou);
        assertClose(
            part(readAll(run.kernels), i, Run.PROMPTS),
            Arrays.stream(plain.kernels).flatMapToDouble(Arrays::stream).toArray());
      }
    }
  }

  @ParameterizedTest(name = "{0} layers, seed 112")
  @ValueSource(ints = {1, 2, 3})
  void masksEqualThePublishedDecoder(int depth) {
    try (Run run = new Run(TinyWeights.weights(depth))) {
      float[] logits = run.draw(64, 64);

      for (int i = 0; i < Run.PROMPTS; i++) {
        PlainDecoder.Attended plain = run.plain(i);
        for (int k = 0; k < 4; k++) {
          double[] expected = new PlainDecoder(run.weights).draw(plain.image, plain.kernels[k]);
          assertClose(part(logits, 4 * i + k, 4 * Run.PROMPTS), expected);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0} rows, {1} columns of tokens")
  @CsvSource({"43, 64", "64, 31", "1, 64", "64, 1", "1, 1", "17, 23"})
  void maskOfAPartIsThePartOfTheMask(int tokenRows, int tokenColumns) {
    try (Run run = new Run(TinyWeights.weights())) {
      float[] whole = run.draw(64, 64);

      float[] part = run.draw(tokenRows, tokenColumns);

      int height = 4 * tokenRows;
      int width = 4 * tokenColumns;
      double[] expected = new double[part.length];
      for (int i = 0; i < expected.length; i++) {
        int mask = i / (height * width);
        int y = i / width % height;
        expected[i] = whole[(mask * 256 + y) * 256 + i % width];
      }
      assertClose(part, expected);
    }
  }

  @ParameterizedTest(name = "{0} rows, {1} columns of tokens")
  @CsvSource({"64, 64", "43, 64", "1, 64", "64, 1"})
  void chosenMasksAreThoseOfTheirPrompts(int tokenRows, int tokenColumns) {
    try (Run run = new Run(TinyWeights.weights())) {
      float[] all = run.draw(tokenRows, tokenColumns);

      float[] chosen =
          run.drawChosen(new long[] {2, 0}, new long[] {1, 3, 4, 7, 7}, tokenRows, tokenColumns);

      // of the 2 prompts 4 masks each: outputs 1 and 3 of prompt 2, then 0, 3 and 3 of prompt 0
      int[] expected = {4 * 2 + 1, 4 * 2 + 3, 0, 3, 3};
      for (int i = 0; i < expected.length; i++) {
        assertClose(
            part(chosen, i, expected.length), doubles(part(all, expected[i], 4 * Run.PROMPTS)));
      }
    }
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }

  @Test
  void rowsCountLayersHeadsAndTokens() {
    assertThat(GridGraphs.rows(TinyWeights.weights(), 2)).isEqualTo(2 * 8 * 7);
    assertThat(GridGraphs.rows(TinyWeights.weights(3), 4)).isEqualTo(3 * 8 * 9);
  }

  private static OrtSession load(byte[] graph) {
    return OrtSession.load("graph under test", graph, SessionSettings.cpu(1));
  }
}
