// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.published;

import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;

/**
 * The two-way transformer as published: all tokens of both sides go through every query, key, value
 * and output matrix, and the scale of the scores is a step of its own.
 */
final class PublishedTransformer {
  private static final int HEADS = DecoderWeights.HEADS;
  private static final float NORM_EPSILON = 1e-5f;
  private static final String PREFIX = "mask_decoder.transformer.";

  private final OnnxGraph graph;
  private final DecoderWeights weights;

  /** Tokens of both sides after the last layer. */
  record Tokens(String prompt, String image) {}

  PublishedTransformer(OnnxGraph graph, DecoderWeights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /**
   * Adds all layers and the final attention.
   *
   * @param prompt {@code [N, T, width]}, also used as the prompt tokens' positional code
   * @param image {@code [N, 4096, width]}
   * @param position positional code of the image tokens, {@code [1, 4096, width]}
   * @return {@code [N, T, width]} and {@code [N, 4096, width]}
   */
  Tokens append(String prompt, String image, String position) {
    String queries = prompt;
    String keys = image;
    for (int i = 0; i < weights.depth(); i++) {
      String layer = PREFIX + "layers." + i + ".";
      if (i == 0) {
        // the first layer has no residual and no positional code here
        queries = attention(layer + "self_attn", queries, queries, queries);
      } else {
        String q = graph.add(queries, prompt);
        queries = graph.add(queries, attention(layer + "self_attn", q, q, queries));
      }
      queries = norm(layer + "norm1", queries);
      String placedKeys = graph.add(keys, position);
      String fromImage = attention(
          layer + "cross_attn_token_to_image", graph.add(queries, prompt), placedKeys, keys);
      queries = norm(layer + "norm2", graph.add(queries, fromImage));
      String hidden = graph.relu(linear(layer + "mlp.lin1", queries));
      queries = norm(layer + "norm3", graph.add(queries, linear(layer + "mlp.lin2", hidden)));
      String fromPrompt = attention(
          layer + "cross_attn_image_to_token", placedKeys, graph.add(queries, prompt), queries);
      keys = norm(layer + "norm4", graph.add(keys, fromPrompt));
    }
    String fromImage = attention(
        PREFIX + "final_attn_token_to_image",
        graph.add(queries, prompt),
        graph.add(keys, position),
        keys);
    queries = norm(PREFIX + "norm_final_attn", graph.add(queries, fromImage));
    return new Tokens(queries, keys);
  }

  private String attention(String name, String queries, String keys, String values) {
    int inner = weights.get(name + ".q_proj.weight").side(0);
    int headSize = inner / HEADS;
    String q = heads(linear(name + ".q_proj", queries), headSize);
    String k = heads(linear(name + ".k_proj", keys), headSize);
    String v = heads(linear(name + ".v_proj", values), headSize);
    String products = graph.matMul(q, graph.transpose(k, 0, 1, 3, 2));
    String scores = graph.node("Div", products, graph.scalar(Math.sqrt(headSize)));
    String mixed = graph.matMul(graph.softmax(scores), v);
    String joined = graph.reshape(graph.transpose(mixed, 0, 2, 1, 3), 0, 0, inner);
    return linear(name + ".out_proj", joined);
  }

  /** {@code [N, T, H·d]} to {@code [N, H, T, d]}. */
  private String heads(String x, int headSize) {
    return graph.transpose(graph.reshape(x, 0, 0, HEADS, headSize), 0, 2, 1, 3);
  }

  private String norm(String name, String x) {
    return graph.layerNorm(x, constant(name + ".weight"), constant(name + ".bias"), NORM_EPSILON);
  }

  /** Adds {@code x · weightᵀ + bias}. */
  String linear(String name, String x) {
    String matrix = graph.constant(
        name + ".weight.transposed", weights.get(name + ".weight").transpose());
    return graph.linear(x, matrix, constant(name + ".bias"));
  }

  /** Adds a network of three layers with ReLU between them. */
  String perceptron(String name, String x) {
    String first = graph.relu(linear(name + ".layers.0", x));
    String second = graph.relu(linear(name + ".layers.1", first));
    return linear(name + ".layers.2", second);
  }

  private String constant(String name) {
    return graph.constant(name, weights.get(name));
  }
}
