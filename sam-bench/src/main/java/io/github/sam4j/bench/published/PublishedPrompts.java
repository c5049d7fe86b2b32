// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.published;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;

/**
 * The prompt encoder for one foreground point and one padding point per prompt, which is all that
 * automatic masks ask for.
 */
final class PublishedPrompts {
  /** Tokens before the points: one for the predicted IoU and one per mask. */
  private static final int OUTPUT_TOKENS = 1 + DecoderWeights.MASK_TOKENS;

  private final OnnxGraph graph;
  private final DecoderWeights weights;

  PublishedPrompts(OnnxGraph graph, DecoderWeights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /**
   * Adds the tokens of every prompt.
   *
   * @param coords {@code [N, 1, 2]}, x and y in pixels of the 1024 frame
   * @param prompts N, as a list of one integer
   * @return {@code [N, 7, width]}
   */
  String tokens(String coords, String prompts) {
    String scaled = graph.node(
        "Div",
        graph.add(coords, graph.scalar(0.5)),
        graph.scalar(ModelSpec.sam1().frameSide()));
    String point = graph.add(
        code(scaled),
        graph.constant("foreground", weights.get("prompt_encoder.point_embeddings.1.weight")));
    WeightTensor output = WeightTensor.concat(
        weights.get("mask_decoder.iou_token.weight"),
        weights.get("mask_decoder.mask_tokens.weight"));
    WeightTensor padding = weights.get("prompt_encoder.not_a_point_embed.weight");
    return graph.concat(
        1,
        repeat("output_tokens", output.reshape(1, OUTPUT_TOKENS, weights.width()), prompts),
        point,
        repeat("padding_token", padding.reshape(1, 1, weights.width()), prompts));
  }

  private String repeat(String name, WeightTensor tensor, String prompts) {
    String shape = graph.concat(0, prompts, graph.integers(1, 1));
    return graph.node("Expand", graph.constant(name, tensor), shape);
  }

  /** Adds the positional code of a grid of image tokens, {@code [1, side², width]}. */
  String ofGrid(int side) {
    float[] centres = new float[2 * side * side];
    for (int i = 0; i < side * side; i++) {
      int row = i / side;
      int column = i - row * side;
      centres[2 * i] = (column + 0.5f) / side;
      centres[2 * i + 1] = (row + 0.5f) / side;
    }
    return code(graph.constant("grid_centres", WeightTensor.of(centres, 1, side * side, 2)));
  }

  /** Adds the positional code of positions in {@code [0, 1]}. */
  private String code(String positions) {
    WeightTensor gaussian =
        weights.get("prompt_encoder.pe_layer.positional_encoding_gaussian_matrix");
    String centred = graph.node("Sub", graph.multiply(positions, graph.scalar(2)), graph.scalar(1));
    String projected = graph.matMul(centred, graph.constant("gaussian_matrix", gaussian));
    String phase = graph.multiply(projected, graph.scalar(2 * Math.PI));
    return graph.concat(-1, graph.node("Sin", phase), graph.node("Cos", phase));
  }
}
