// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;

/**
 * The two-way transformer: prompt tokens attend to themselves and to the image tokens, image tokens
 * attend to the prompt tokens.
 *
 * <p>There are thousands of image tokens and a handful of prompt tokens, so image tokens are never
 * projected. A score {@code (q Wq)·((k + pe) Wk)} equals {@code (q Wq Wkᵀ)·(k + pe)}: the key
 * matrix is folded into the few prompt rows, one {@code [T, width]} per head. The same holds for
 * the values, {@code softmax · (k Wv) = (softmax · k) Wv}, and, towards the image, for the query
 * and output matrices. A key bias adds the same number to a whole row of scores, which softmax
 * cancels, so it is dropped; a query bias on the image side differs by column and is kept.
 *
 * <p>T is the number of prompt tokens, H the number of heads, d the channels per head; the
 * {@code H·T} columns are grouped by head.
 */
final class TwoWayTransformer {
  private static final int HEADS = DecoderWeights.HEADS;
  private static final String PREFIX = TokenLayers.TRANSFORMER;

  private final OnnxGraph graph;
  private final DecoderWeights weights;
  private final TokenLayers layers;
  private final String position;

  /** Prompt and image tokens after a step. */
  record Tokens(String prompt, String image) {}

  TwoWayTransformer(OnnxGraph graph, DecoderWeights weights, WeightTensor imagePosition) {
    this.graph = graph;
    this.weights = weights;
    this.layers = new TokenLayers(graph, weights);
    this.position = graph.constant("image_position", imagePosition);
  }

  /**
   * Adds all layers and the final attention.
   *
   * @param prompt {@code [N, T, width]}, also used as the prompt tokens' positional encoding
   * @param image {@code [B, S, width]} with B = 1 or N
   * @return {@code [N, T, width]} and {@code [N, S, width]}
   */
  Tokens append(String prompt, String image) {
    String queries = prompt;
    String keys = image;
    for (int i = 0; i < weights.depth(); i++) {
      String layer = PREFIX + "layers." + i + ".";
      queries = layers.attendToEachOther(layer, i == 0, queries, prompt);
      String placedKeys = graph.add(keys, position);
      String fromImage = tokenToImage(
          layer + "cross_attn_token_to_image", graph.add(queries, prompt), placedKeys, keys);
      queries = layers.norm(layer + "norm2", graph.add(queries, fromImage));
      queries =
          layers.norm(layer + "norm3", graph.add(queries, layers.mlp(layer + "mlp", queries)));
      String fromPrompt = imageToToken(
          layer + "cross_attn_image_to_token", placedKeys, graph.add(queries, prompt), queries);
      keys = layers.norm(layer + "norm4", graph.add(keys, fromPrompt));
    }
    String attended = tokenToImage(
        PREFIX + "final_attn_token_to_image",
        graph.add(queries, prompt),
        graph.add(keys, position),
        keys);
    queries = layers.norm(PREFIX + "norm_final_attn", graph.add(queries, attended));
    return new Tokens(queries, keys);
  }

  private String tokenToImage(String name, String queries, String placedKeys, String values) {
    String q = layers.queries(name, queries);
    String folded =
        graph.matMul(q, perHead(name + ".k_proj.weight", weights.get(name + ".k_proj.weight")));
    String rows = graph.reshape(folded, 0, -1, weights.width());
    String scores = overImage(rows, graph.transpose(placedKeys, 0, 2, 1));
    String context = overImage(graph.softmax(scores), values);
    String byHead = graph.reshape(context, 0, HEADS, -1, weights.width());
    WeightTensor valueWeight =
        TokenLayers.split(weights.get(name + ".v_proj.weight")).permute(0, 2, 1);
    String mixed = graph.matMul(byHead, graph.constant(name + ".v_proj.per_head", valueWeight));
    // each softmax row sums to 1, so the value bias passes through unchanged
    String joined = graph.add(layers.joinHeads(name, mixed), constant(name + ".v_proj.bias"));
    return layers.linear(name + ".out_proj", joined);
  }

  private String imageToToken(String name, String placedKeys, String prompt, String values) {
    int headSize = weights.headSize(name);
    double scale = 1 / Math.sqrt(headSize);
    String k = layers.heads(name, layers.linear(name + ".k_proj", prompt));
    WeightTensor queryWeight = weights.get(name + ".q_proj.weight").scale(scale);
    String folded = graph.matMul(k, perHead(name + ".q_proj.weight", queryWeight));
    String columns = graph.reshape(folded, 0, -1, weights.width());
    WeightTensor queryBias =
        weights.get(name + ".q_proj.bias").scale(scale).reshape(HEADS, headSize, 1);
    String bias = graph.matMul(k, graph.constant(name + ".q_proj.bias.per_head", queryBias));
    String scores = graph.add(
        overImage(placedKeys, graph.transpose(columns, 0, 2, 1)), graph.reshape(bias, 0, 1, -1));
    String byHead = graph.reshape(scores, 0, 0, HEADS, -1);
    String shares = graph.reshape(graph.softmax(byHead), 0, 0, -1);
    String v = layers.heads(name, layers.linear(name + ".v_proj", values));
    WeightTensor output = weights.get(name + ".out_proj.weight").transpose();
    // the weights of each head sum to 1, so its part of the output bias can be added to the few
    // values instead of to every image token
    WeightTensor outputBias = weights.get(name + ".out_proj.bias").scale(1.0 / HEADS);
    String foldedValues = graph.add(
        graph.matMul(v, perHead(name + ".out_proj.weight", output)),
        graph.constant(name + ".out_proj.bias.per_head", outputBias));
    return overImage(shares, graph.reshape(foldedValues, 0, -1, weights.width()));
  }

  /**
   * Adds a product with the image tokens on one side: nearly all of the work, and the only part
   * that may be rounded. Operations on the few prompt tokens cost little, and an error there
   * affects every pixel.
   */
  private String overImage(String a, String b) {
    return graph.inEitherPrecision(() -> graph.matMul(a, b));
  }

  private String perHead(String name, WeightTensor matrix) {
    return graph.constant(name + ".per_head", TokenLayers.split(matrix));
  }

  private String constant(String name) {
    return graph.constant(name, weights.get(name));
  }
}
