// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.testing.Npy;
import io.github.sam4j.testing.SharedData;
import io.github.sam4j.weights.ModelSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A mask of the reference set beside what a segmenter makes of the same prompt. */
record GoldenMask(String name, PredictedMask actual, Logits logits, double iou, Mask mask) {
  private static final int LOGITS =
      ModelSpec.sam1().logitSide() * ModelSpec.sam1().logitSide();

  /** Numbers that a record may have. */
  static final class Logits {
    private final float[] values;

    private Logits(float[] values) {
      this.values = values;
    }
  }

  /** Answers all prompts of a picture, in the order of the reference set. */
  static List<GoldenMask> all(String image, ImageEmbedding embedding) throws IOException {
    List<GoldenMask> all = new ArrayList<>();
    String folder = GoldenImages.folder(image);
    for (JsonNode golden : SharedData.json(folder + "prompts.json").get("cases")) {
      List<PredictedMask> actual =
          embedding.predictAll(GoldenPrompts.prompts(image, golden)).stream()
              .flatMap(prediction -> prediction.masks().stream())
              .toList();
      List<JsonNode> masks = new ArrayList<>();
      List<JsonNode> ious = new ArrayList<>();
      flatten(golden.get("masks"), masks);
      flatten(golden.get("iou_predictions"), ious);
      float[] logits =
          Npy.floats(SharedData.require(folder + golden.get("low_res_logits").asText()));
      for (int i = 0; i < actual.size(); i++) {
        all.add(new GoldenMask(
            image + " " + golden.get("name").asText() + " " + i,
            actual.get(i),
            new Logits(Arrays.copyOfRange(logits, i * LOGITS, (i + 1) * LOGITS)),
            ious.get(i).asDouble(),
            GoldenImages.mask(masks.get(i))));
      }
    }
    return all;
  }

  private static void flatten(JsonNode list, List<JsonNode> items) {
    for (JsonNode item : list) {
      if (item.isArray()) {
        flatten(item, items);
      } else {
        items.add(item);
      }
    }
  }

  long pixelsApart() {
    return actual.mask().xor(mask).area();
  }

  double iouWithReference() {
    long union = actual.mask().or(mask).area();
    return union == 0 ? 1 : 1 - (double) pixelsApart() / union;
  }

  double logitDeviation() {
    float[] values = actual.logits().toArray();
    double worst = 0;
    for (int i = 0; i < values.length; i++) {
      worst = Math.max(worst, Math.abs((double) values[i] - logits.values[i]));
    }
    return worst;
  }

  double predictedIouDeviation() {
    return Math.abs(actual.predictedIou() - iou);
  }
}
