// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import java.util.function.Function;

/**
 * The neck of a SAM image encoder: a product that yields the width of the embedding, a norm over
 * channels, a 3 × 3 convolution and another norm.
 */
final class ImageNeck {
  private static final float EPSILON = 1e-6f;

  private ImageNeck() {}

  /**
   * Appends the neck.
   *
   * @param weights weights by name
   * @param prefix prefix of their names, with a trailing dot
   * @param tokens {@code [1, rows, columns, channels]}
   * @return the embedding {@code [1, width, rows, columns]}
   */
  static String append(
      OnnxGraph graph, Function<String, WeightTensor> weights, String prefix, String tokens) {
    WeightTensor product = weights.apply(prefix + "0.weight");
    String projected = graph.matMul(
        tokens,
        graph.constant(
            prefix + "0.weight",
            product.reshape(product.side(0), product.side(1)).transpose()));
    String planes = graph.transpose(norm(graph, weights, prefix + "1", projected), 0, 3, 1, 2);
    String convolved = graph.convolution(
        planes, graph.constant(prefix + "2.weight", weights.apply(prefix + "2.weight")), 1, 1, 1);
    String channelsLast = graph.transpose(convolved, 0, 2, 3, 1);
    return graph.transpose(norm(graph, weights, prefix + "3", channelsLast), 0, 3, 1, 2);
  }

  private static String norm(
      OnnxGraph graph, Function<String, WeightTensor> weights, String name, String x) {
    return graph.layerNorm(
        x,
        graph.constant(name + ".weight", weights.apply(name + ".weight")),
        graph.constant(name + ".bias", weights.apply(name + ".bias")),
        EPSILON);
  }
}
