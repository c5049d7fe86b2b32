// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.Attributes;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import java.util.List;

/**
 * The prompt encoder for points and boxes, preceded by the decoder's own tokens: IoU token, four
 * mask tokens, one token per point. A box is two points.
 */
final class PromptTokens {
  private PromptTokens() {}

  /**
   * Adds the inputs for the points of every prompt, and the tokens made of them. The inputs are
   * {@code point_coords [N, P, 2]}, x and y in pixels of the frame, and {@code point_labels [N,
   * P]}: −1 padding, 0 background, 1 foreground, 2 and 3 the corners of a box.
   *
   * @return {@code [N, 5 + P, width]}
   */
  static String append(
      OnnxGraph graph, DecoderWeights weights, ModelSpec spec, PositionCode positions) {
    String coords = graph.input(
        DecoderTensors.POINT_COORDS, ElementType.FLOAT32, Shape.open("N", "P").andFixed(2));
    String labels =
        graph.input(DecoderTensors.POINT_LABELS, ElementType.INT64, Shape.open("N", "P"));
    String scaled =
        graph.node("Div", graph.add(coords, graph.scalar(0.5)), graph.scalar(spec.frameSide()));
    String code = positions.append(graph, scaled);
    // the embedding of a padding point does not depend on its position
    String padding = graph.node("Equal", labels, graph.integers(-1));
    String real = graph.node(
        "Cast",
        List.of(Attributes.integer("to", ElementType.FLOAT32.onnx())),
        graph.node("Not", padding));
    String kept = graph.multiply(code, graph.node("Unsqueeze", real, graph.integers(-1)));
    String row = graph.add(labels, graph.integers(1));
    String embedded = graph.node("Gather", labelEmbeddings(graph, weights), row);
    return graph.concat(1, outputTokens(graph, weights, labels), graph.add(kept, embedded));
  }

  /** Returns one row per label, starting with −1. */
  private static String labelEmbeddings(OnnxGraph graph, DecoderWeights weights) {
    return graph.constant(
        "label_embeddings",
        WeightTensor.concat(
            weights.get("prompt_encoder.not_a_point_embed.weight"),
            weights.get("prompt_encoder.point_embeddings.0.weight"),
            weights.get("prompt_encoder.point_embeddings.1.weight"),
            weights.get("prompt_encoder.point_embeddings.2.weight"),
            weights.get("prompt_encoder.point_embeddings.3.weight")));
  }

  private static String outputTokens(OnnxGraph graph, DecoderWeights weights, String labels) {
    WeightTensor tokens = WeightTensor.concat(
        weights.get("mask_decoder.iou_token.weight"),
        weights.get("mask_decoder.mask_tokens.weight"));
    String prompts = graph.node(
        "Shape", List.of(Attributes.integer("start", 0), Attributes.integer("end", 1)), labels);
    String shape = graph.concat(0, prompts, graph.integers(1, 1));
    String one = graph.constant("output_tokens", tokens.reshape(1, tokens.side(0), tokens.side(1)));
    return graph.node("Expand", one, shape);
  }
}
