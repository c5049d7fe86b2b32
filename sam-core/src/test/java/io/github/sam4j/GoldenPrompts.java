// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.testing.Npy;
import io.github.sam4j.testing.SharedData;
import io.github.sam4j.weights.ModelSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far a segmenter's answers to the prompts of the reference set may be from the reference's.
 *
 * @param embedding largest difference of a value of the embedding
 * @param logits largest difference of a logit
 * @param predictedIou largest difference of a predicted IoU
 * @param maskIou least IoU of a mask with the reference's
 */
record GoldenPrompts(double embedding, double logits, double predictedIou, double maskIou) {
  /** What the reference's precision must keep to. */
  static final GoldenPrompts FLOAT32 = new GoldenPrompts(1e-4, 5e-3, 1e-4, GoldenImages.MASK_IOU);

  /** Of the small random model, whose logits are small as well. */
  static final GoldenPrompts RANDOM = new GoldenPrompts(1e-4, 1e-4, 1e-4, GoldenImages.MASK_IOU);

  /** What half the reference's precision must keep to: the masks, whatever the numbers behind. */
  static final GoldenPrompts FLOAT16 = new GoldenPrompts(
      Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0.99);

  private static final int LOGITS =
      ModelSpec.sam1().logitSide() * ModelSpec.sam1().logitSide();

  /** Asks all prompts of a picture and compares embedding, logits, predicted IoU and masks. */
  void compare(SamSegmenter sam, String name) throws IOException {
    compare(sam, GoldenImages.folder(name), 9);
  }

  /** Does so with what a folder of the reference set holds: so many cases. */
  void compare(SamSegmenter sam, String folder, int count) throws IOException {
    JsonNode cases = SharedData.json(folder + "prompts.json").get("cases");
    float[] expected = Npy.floats(SharedData.require(folder + "embedding.npy"));

    try (ImageEmbedding image = sam.encode(GoldenImages.imageIn(folder))) {
      assertThat(maxDifference(image.toArray(), expected, 0))
          .as("embedding of %s", folder)
          .isLessThanOrEqualTo(embedding);
      for (JsonNode golden : cases) {
        comparePrompts(folder, golden, image.predictAll(promptsIn(folder, golden)));
      }
      assertThat(cases).as("cases of %s", folder).hasSize(count);
    }
  }

  /** One prompt, or for {@code batch_boxes} three. */
  static List<Prompt> prompts(String image, JsonNode golden) throws IOException {
    return promptsIn(GoldenImages.folder(image), golden);
  }

  private static List<Prompt> promptsIn(String folder, JsonNode golden) throws IOException {
    JsonNode args = golden.get("args");
    if (args.has("boxes")) {
      List<Prompt> prompts = new ArrayList<>();
      args.get("boxes").forEach(box -> prompts.add(Prompt.box(box(box))));
      return prompts;
    }
    List<Prompt.Point> points = new ArrayList<>();
    for (int i = 0; i < args.get("point_coords").size(); i++) {
      JsonNode xy = args.get("point_coords").get(i);
      boolean foreground = args.get("point_labels").get(i).asInt() == 1;
      points.add(new Prompt.Point(xy.get(0).asDouble(), xy.get(1).asDouble(), foreground));
    }
    JsonNode box = args.get("box");
    Prompt prompt = points.isEmpty() ? Prompt.box(box(box)) : Prompt.points(points);
    if (!points.isEmpty() && !box.isNull()) {
      prompt = prompt.andBox(
          box.get(0).asDouble(),
          box.get(1).asDouble(),
          box.get(2).asDouble(),
          box.get(3).asDouble());
    }
    JsonNode mask = args.get("mask_input");
    if (!mask.isNull()) {
      prompt = prompt.andLogits(
          logits(folder, mask.get("case").asText(), mask.get("index").asInt()));
    }
    return List.of(golden.get("multimask_output").asBoolean() ? prompt.multimask() : prompt);
  }

  private static Prompt.Box box(JsonNode box) {
    return new Prompt.Box(
        box.get(0).asDouble(),
        box.get(1).asDouble(),
        box.get(2).asDouble(),
        box.get(3).asDouble());
  }

  private static LowResLogits logits(String folder, String promptCase, int index)
      throws IOException {
    float[] all = Npy.floats(SharedData.require(folder + promptCase + "_lowres.npy"));
    return LowResLogits.of(Arrays.copyOfRange(all, index * LOGITS, (index + 1) * LOGITS));
  }

  private void comparePrompts(String folder, JsonNode golden, List<Prediction> predictions)
      throws IOException {
    String what = folder + " " + golden.get("name").asText();
    float[] expected =
        Npy.floats(SharedData.require(folder + golden.get("low_res_logits").asText()));
    boolean several = predictions.size() > 1;
    int seen = 0;
    for (int p = 0; p < predictions.size(); p++) {
      JsonNode ious =
          several ? golden.get("iou_predictions").get(p) : golden.get("iou_predictions");
      JsonNode masks = several ? golden.get("masks").get(p) : golden.get("masks");
      List<PredictedMask> actual = predictions.get(p).masks();
      assertThat(actual).as(what).hasSize(masks.size());
      for (int m = 0; m < actual.size(); m++) {
        PredictedMask mask = actual.get(m);
        assertThat(maxDifference(mask.logits().toArray(), expected, seen * LOGITS))
            .as("logits of %s, prompt %s, mask %s", what, p, m)
            .isLessThanOrEqualTo(logits);
        assertThat(Math.abs(mask.predictedIou() - ious.get(m).asDouble()))
            .as("predicted IoU of %s, prompt %s, mask %s", what, p, m)
            .isLessThanOrEqualTo(predictedIou);
        GoldenImages.assertSameMask(what, mask.mask(), GoldenImages.mask(masks.get(m)), maskIou);
        seen++;
      }
    }
    assertThat(seen * LOGITS).as("logits of %s", what).isEqualTo(expected.length);
  }

  private static double maxDifference(float[] actual, float[] expected, int from) {
    double max = 0;
    for (int i = 0; i < actual.length; i++) {
      max = Math.max(max, Math.abs(actual[i] - expected[from + i]));
    }
    return max;
  }
}
