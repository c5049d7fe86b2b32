// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;

/**
 * The parts of the two-way transformer that work on the few prompt tokens: norms, perceptrons,
 * self-attention, and the projections by head around the attentions to and from the image.
 */
final class TokenLayers {
  /** Prefix of the names of the transformer's weights. */
  static final String TRANSFORMER = "mask_decoder.transformer.";

  /** Epsilon of every norm in the transformer. */
  static final float NORM_EPSILON = 1e-5f;

  private static final int HEADS = DecoderWeights.HEADS;

  private final OnnxGraph graph;
  private final DecoderWeights weights;

  TokenLayers(OnnxGraph graph, DecoderWeights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /** Adds a norm over the channels of each prompt or image token. */
  String norm(String name, String x) {
    return graph.layerNorm(x, constant(name + ".weight"), constant(name + ".bias"), NORM_EPSILON);
  }

  /** Adds a perceptron of one hidden layer. */
  String mlp(String name, String x) {
    return linear(name + ".lin2", graph.relu(linear(name + ".lin1", x)));
  }

  /**
   * Adds the self-attention at the start of a layer with its residual and norm; in the first layer
   * it has no residual and no positional encoding.
   *
   * @param prompt the positional encoding of the prompt tokens
   */
  String attendToEachOther(String layer, boolean first, String queries, String prompt) {
    String name = layer + "self_attn";
    if (first) {
      return norm(layer + "norm1", selfAttention(name, queries, queries));
    }
    String attended = selfAttention(name, graph.add(queries, prompt), queries);
    return norm(layer + "norm1", graph.add(queries, attended));
  }

  /** Adds standard attention with queries and keys from {@code qk}. */
  private String selfAttention(String name, String qk, String values) {
    String q = heads(name, scaledQuery(name, qk));
    String k = heads(name, linear(name + ".k_proj", qk));
    String v = heads(name, linear(name + ".v_proj", values));
    String scores = graph.matMul(q, graph.transpose(k, 0, 1, 3, 2));
    return linear(name + ".out_proj", joinHeads(name, graph.matMul(graph.softmax(scores), v)));
  }

  /**
   * Adds the queries of an attention by head, {@code [N, H, T, d]}, including the softmax scale.
   */
  String queries(String name, String x) {
    return heads(name, scaledQuery(name, x));
  }

  private String scaledQuery(String name, String x) {
    double scale = 1 / Math.sqrt(weights.headSize(name));
    WeightTensor weight = weights.get(name + ".q_proj.weight").transpose().scale(scale);
    WeightTensor bias = weights.get(name + ".q_proj.bias").scale(scale);
    return graph.linear(
        x,
        graph.constant(name + ".q_proj.weight.scaled", weight),
        graph.constant(name + ".q_proj.bias.scaled", bias));
  }

  /** Adds {@code x Wᵀ + b}. */
  String linear(String name, String x) {
    String weight = graph.constant(
        name + ".weight.transposed", weights.get(name + ".weight").transpose());
    return graph.linear(x, weight, constant(name + ".bias"));
  }

  /** Splits {@code [N, T, H·d]} into {@code [N, H, T, d]}. */
  String heads(String name, String x) {
    return graph.transpose(graph.reshape(x, 0, 0, HEADS, weights.headSize(name)), 0, 2, 1, 3);
  }

  /** Joins {@code [N, H, T, d]} to {@code [N, T, H·d]}. */
  String joinHeads(String name, String x) {
    return graph.reshape(
        graph.transpose(x, 0, 2, 1, 3), 0, 0, (long) HEADS * weights.headSize(name));
  }

  /** Splits {@code [H·d, width]} into {@code [H, d, width]}. */
  static WeightTensor split(WeightTensor matrix) {
    return matrix.reshape(HEADS, matrix.side(0) / HEADS, matrix.side(1));
  }

  private String constant(String name) {
    return graph.constant(name, weights.get(name));
  }
}
