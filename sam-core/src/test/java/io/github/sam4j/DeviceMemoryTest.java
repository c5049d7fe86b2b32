// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.BatchPolicy;
import io.github.sam4j.internal.inference.EngineLoader;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.inference.Engines;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.internal.ort.DeviceOnlyMemory;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.TinyWeights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything that a segmenter does, once in ordinary memory and once where Java can't read what
 * belongs to the device: the answers are the same bits, so nothing on the way reads, or forgets to
 * write, the memory of a device.
 */
final class DeviceMemoryTest {
  private static final long SEED = 9;
  private static final RgbImage IMAGE = TinySam.image(83, 61, SEED);

  private static final Map<BatchPolicy, Pair> PAIRS = new EnumMap<>(BatchPolicy.class);

  private static SamModel model;

  @BeforeAll
  static void load(@TempDir Path folder) throws IOException {
    model = TinySam.model(folder);
    for (BatchPolicy policy : BatchPolicy.values()) {
      PAIRS.put(policy, new Pair(policy));
    }
  }

  @AfterAll
  static void close() {
    PAIRS.values().forEach(Pair::close);
  }

  private static Pair pair(BatchPolicy policy) {
    return Objects.requireNonNull(PAIRS.get(policy));
  }

  /** The same model in both kinds of memory. */
  private static final class Pair implements AutoCloseable {
    final DeviceOnlyMemory memory = DeviceOnlyMemory.open();
    final SamSegmenter onHost;
    final SamSegmenter onDevice;

    Pair(BatchPolicy policy) {
      EngineSettings settings = EngineSettings.cpu(2, 2).withBatching(policy);
      onHost = segmenter(EngineLoader.load(model, settings));
      onDevice = segmenter(Engines.load(model, settings, memory.memory()));
    }

    private static SamSegmenter segmenter(SamEngine engine) {
      return new SamSegmenter(model, engine);
    }

    @Override
    public void close() {
      onHost.close();
      onDevice.close();
      assertThat(memory.stagingBytes()).as("staging bytes left over").isZero();
      assertThat(memory.deviceBytes()).as("device bytes left over").isZero();
    }
  }

  @Test
  void embeddingsComeBackAsCopies() {
    Pair pair = pair(BatchPolicy.PROMPTWISE);
    try (ImageEmbedding expected = pair.onHost.encode(IMAGE);
        ImageEmbedding actual = pair.onDevice.encode(IMAGE)) {
      assertSame("embedding", actual.toArray(), expected.toArray());
      assertThat(pair.memory.deviceBytes())
          .as("embedding and image tokens")
          .isGreaterThanOrEqualTo(2L * 4 * TinyWeights.WIDTH * 64 * 64);
    }
  }

  @ParameterizedTest
  @EnumSource
  void promptsOfEveryKindAreAnsweredAlike(BatchPolicy policy) {
    Pair pair = pair(policy);
    try (ImageEmbedding expected = pair.onHost.encode(IMAGE);
        ImageEmbedding actual = pair.onDevice.encode(IMAGE)) {
      for (Prompt prompt : prompts().subList(0, 7)) {
        assertSame(
            prompt.toString(), List.of(actual.predict(prompt)), List.of(expected.predict(prompt)));
      }
      assertSame("all at once", actual.predictAll(prompts()), expected.predictAll(prompts()));
    }
  }

  /** More prompts than go through the decoder at once, of all kinds. */
  private static List<Prompt> prompts() {
    Random random = new Random(SEED);
    LowResLogits logits = LowResLogits.of(gaussian(random));
    List<Prompt> prompts = new ArrayList<>(List.of(
        Prompt.box(5, 7, 60, 41),
        Prompt.box(5, 7, 60, 41).andBackground(11, 9).multimask(),
        Prompt.point(40, 30).andPoint(12, 50).andBackground(70, 3),
        Prompt.logits(logits),
        Prompt.point(40, 30).andLogits(logits).multimask(),
        Prompt.box(1, 2, 30, 40).andLogits(logits)));
    for (int i = 0; i < 19; i++) {
      prompts.add(
          Prompt.point(83 * random.nextDouble(), 61 * random.nextDouble()).multimask());
    }
    return prompts;
  }

  private static float[] gaussian(Random random) {
    float[] values = new float[ModelSpec.sam1().logitSide() * ModelSpec.sam1().logitSide()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (5 * random.nextGaussian());
    }
    return values;
  }

  private static void assertSame(String what, List<Prediction> actual, List<Prediction> expected) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < actual.size(); i++) {
      List<PredictedMask> a = actual.get(i).masks();
      List<PredictedMask> b = expected.get(i).masks();
      assertThat(a).as(what).hasSameSizeAs(b);
      for (int m = 0; m < a.size(); m++) {
        assertSame(
            "logits of " + what + ", prompt " + i + ", mask " + m,
            a.get(m).logits().toArray(),
            b.get(m).logits().toArray());
        assertThat(a.get(m).predictedIou()).isEqualTo(b.get(m).predictedIou());
        assertThat(a.get(m).mask()).isEqualTo(b.get(m).mask());
      }
    }
  }

  /** The first place where they differ, and not all numbers: there are 65,536. */
  private static void assertSame(String what, float[] actual, float[] expected) {
    assertThat(Arrays.mismatch(actual, expected))
        .as("place of the first difference in %s", what)
        .isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource
  void automaticMasksAreTheSame(BatchPolicy policy) {
    AutomaticMaskSettings settings = AutomaticMaskSettings.builder()
        .pointsPerSide(4)
        .predictedIouThreshold(0.6)
        .stabilityThreshold(0)
        .boxNmsThreshold(0.9)
        .cropLayers(1)
        .cropPointsDownscaleFactor(2)
        .minMaskRegionArea(20)
        .build();
    RgbImage image = TinySam.image(201, 157, SEED);
    Pair pair = pair(policy);
    try (ImageEmbedding embedding = pair.onDevice.encode(image)) {
      List<AutomaticMask> expected = pair.onHost.automatic(settings).generate(image);

      assertThat(expected).hasSizeGreaterThan(5);
      assertThat(pair.onDevice.automatic(settings).generate(image)).isEqualTo(expected);
      assertThat(embedding.automaticMasks(settings, Progress.none())).isEqualTo(expected);
    }
  }

  @Test
  void warmUpTouchesNothingThatJavaMustNot() {
    Pair pair = pair(BatchPolicy.PROMPTWISE);

    pair.onDevice.warmUp();

    assertThat(pair.memory.deviceBytes()).as("kept for later").isPositive();
  }

  @Test
  void cudaGraphsAreWithoutMeaningOnTheCpu() {
    CudaOptions recorded = CudaOptions.builder().cudaGraphs(true).build();
    try (SamSegmenter plain = SamSegmenter.builder(model).build();
        SamSegmenter other = SamSegmenter.builder(model).cuda(recorded).build();
        ImageEmbedding expected = plain.encode(IMAGE);
        ImageEmbedding actual = other.encode(IMAGE)) {
      assertSame("embedding", actual.toArray(), expected.toArray());
    }
  }
}
