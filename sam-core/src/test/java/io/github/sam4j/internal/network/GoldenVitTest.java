// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.internal.ort.TensorType;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.internal.preprocessing.PixelNormalization;
import io.github.sam4j.testing.Npy;
import io.github.sam4j.testing.Picture;
import io.github.sam4j.testing.SharedData;
import io.github.sam4j.weights.Checkpoints;
import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.VitWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.network.VitEncoder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every stage of a small random ViT against the reference implementation. */
final class GoldenVitTest {
  private static final String FOLDER = "golden/vit_random/";
  private static final float TOLERANCE = 1e-4f;

  private static final Map<String, OrtTensor> OUTPUTS = new LinkedHashMap<>();

  @BeforeAll
  static void run() throws IOException {
    VitWeights weights =
        VitWeights.of(Checkpoints.read(SharedData.require(FOLDER + "sam_vit_micro_random.pth")));
    Picture picture = Picture.read(SharedData.require(FOLDER + "image.png"));
    RgbImage image = RgbImage.of(picture.width(), picture.height(), picture.rgb());
    byte[] graph = VitEncoder.graphWithStages(weights, new OnnxGraph("vit")).toBytes();
    try (OrtSession session = OrtSession.load("vit", graph, SessionSettings.cpu(2));
        OrtTensor pixels = OrtTensor.floats(1, 3, 1024, 1024)) {
      FrameResize.of(ModelSpec.sam1(), image.width(), image.height())
          .normalizeInto(image, PixelNormalization.of(ModelSpec.sam1()), pixels.floatBuffer());
      for (Map.Entry<String, TensorType> output : session.outputs().entrySet()) {
        long[] shape =
            output.getValue().shape().stream().mapToLong(Long::longValue).toArray();
        OUTPUTS.put(output.getKey(), OrtTensor.floats(shape));
      }
      session.run(Map.of("pixels", pixels), OUTPUTS);
    }
  }

  @AfterAll
  static void close() {
    OUTPUTS.values().forEach(OrtTensor::close);
  }

  @ParameterizedTest
  @CsvSource({
    "stage_0, stage_patch_embed",
    "stage_1, stage_block0",
    "stage_2, stage_block1",
    "stage_3, stage_block2",
    "stage_4, stage_block3",
    "embedding, embedding"
  })
  void stageEqualsTheReference(String output, String file) throws IOException {
    float[] expected = Npy.floats(SharedData.require(FOLDER + file + ".npy"));
    float[] actual = GraphValues.readAll(Objects.requireNonNull(OUTPUTS.get(output)));

    assertThat(actual).hasSameSizeAs(expected);
    float worst = 0;
    for (int i = 0; i < actual.length; i++) {
      float difference = Math.abs(actual[i] - expected[i]);
      // NaN must not pass
      worst = difference <= worst ? worst : difference;
    }
    assertThat(worst).isLessThan(TOLERANCE);
  }
}
