// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.inference.EncodedImage;
import io.github.sam4j.internal.inference.EngineLoader;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.inference.GridImage;
import io.github.sam4j.internal.inference.GridLane;
import io.github.sam4j.internal.inference.PromptBatch;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.testing.SharedData;
import io.github.sam4j.weights.ModelSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All graphs of made-up models in half precision, rounded after every node. */
final class RoundedEngineTest {
  /** Largest difference over largest value; 2<sup>−11</sup> is half a step of a 16-bit float. */
  private static final double TOLERANCE = 32 * 0x1p-11;

  private static final RgbImage IMAGE = TinySam.image(300, 200, 4);

  @Test
  void promptsStayClose(@TempDir Path folder) throws IOException {
    assertPromptsStayClose(TinySam.model(folder));
  }

  @Test
  void promptsOfAViTStayClose() throws IOException {
    assertPromptsStayClose(
        SamModels.checkpoint(SharedData.require("golden/vit_random/sam_vit_micro_random.pth")));
  }

  private static void assertPromptsStayClose(SamModel model) {
    try (SamEngine exact = EngineLoader.load(model, EngineSettings.cpu(1, 1));
        SamEngine rounded = PrecisionStage.BOTH.load(model)) {
      List<float[]> expected = prompted(exact);

      assertClose(prompted(rounded), expected);
    }
  }

  private static List<float[]> prompted(SamEngine engine) {
    List<float[]> values = new ArrayList<>();
    try (ImageEmbedding embedding = new ImageEmbedding(engine, IMAGE, engine.encode(IMAGE))) {
      Prompt point = Prompt.point(120, 80).multimask();
      Prediction first = embedding.predict(point);
      LowResLogits logits = first.best().logits();
      for (Prediction prediction : List.of(
          first,
          embedding.predict(Prompt.box(20, 30, 200, 180)),
          embedding.predict(Prompt.point(120, 80).andLogits(logits)))) {
        for (PredictedMask mask : prediction.masks()) {
          values.add(mask.logits().toArray());
          values.add(new float[] {mask.predictedIou()});
        }
      }
    }
    return values;
  }

  @Test
  void gridsStayClose(@TempDir Path folder) throws IOException {
    SamModel model = TinySam.model(folder);
    try (SamEngine exact = EngineLoader.load(model, EngineSettings.cpu(1, 1));
        SamEngine rounded = PrecisionStage.BOTH.load(model)) {
      List<float[]> expected = drawn(exact);

      assertClose(drawn(rounded), expected);
    }
  }

  private static List<float[]> drawn(SamEngine engine) {
    StopSignal stop = new StopSignal();
    List<Prompt> points =
        List.of(Prompt.point(30, 40).multimask(), Prompt.point(150, 90).multimask());
    List<float[]> values = new ArrayList<>();
    try (EncodedImage encoded = engine.encode(IMAGE);
        GridImage image = engine.prepare(encoded, stop);
        GridLane lane = engine.lane(image, points.size())) {
      lane.attend(
          PromptBatch.of(points, FrameResize.of(ModelSpec.sam1(), IMAGE.width(), IMAGE.height())),
          stop);
      lane.draw(
          new int[] {0, 0, 1},
          new int[] {0, 2, 3},
          (index, logits, from) -> {
            float[] mask = new float[lane.logitRows() * lane.logitColumns()];
            logits.get(from, mask);
            values.add(mask);
          },
          stop);
      values.add(new float[] {lane.predictedIou(0, 1), lane.predictedIou(1, 3)});
    }
    return values;
  }

  private static void assertClose(List<float[]> actual, List<float[]> expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < actual.size(); i++) {
      worst = Math.max(worst, deviation(actual.get(i), expected.get(i)));
    }
    // not rounded at all it would be far closer
    assertThat(worst).isBetween(1e-4, TOLERANCE);
  }

  private static double deviation(float[] actual, float[] expected) {
    double largest = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs((double) actual[i] - expected[i]));
    }
    return worst / largest;
  }
}
