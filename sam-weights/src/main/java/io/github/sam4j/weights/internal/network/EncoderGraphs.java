// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.ModelSpec;
import io.github.sam4j.weights.internal.architecture.EncoderWeights;
import io.github.sam4j.weights.internal.architecture.TinyVitWeights;
import io.github.sam4j.weights.internal.architecture.VitWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.OnnxModel;

/**
 * Image encoders as graphs from normalized {@code pixels [1, 3, frame, frame]} to {@code embedding
 * [1, width, grid, grid]}.
 */
public final class EncoderGraphs {
  /**
   * Version of the derivation of constants from weights, such as folded biases. Caches identify a
   * graph by its structure, which includes this number but not the values of large constants, so
   * increase it whenever those change.
   */
  public static final int VERSION = 2;

  private static final String NAME = "image_encoder";

  private EncoderGraphs() {}

  /**
   * Returns the graph of an encoder in its fastest form for ONNX Runtime; weights are read when the
   * graph is written.
   *
   * @param spec the model description, which must fit the weights ({@link EncoderWeights#require})
   */
  public static OnnxModel of(EncoderWeights weights, ModelSpec spec) {
    return append(weights, spec, new OnnxGraph(NAME));
  }

  /**
   * Returns an equivalent graph of standard ONNX operators only, for any runtime. Global attention
   * materialises all pairs of tokens, 64 MiB per head for a grid of 64.
   */
  public static OnnxModel portable(EncoderWeights weights, ModelSpec spec) {
    return append(weights, spec, OnnxGraph.portable(NAME));
  }

  private static OnnxModel append(EncoderWeights weights, ModelSpec spec, OnnxGraph graph) {
    OnnxModel model = weights instanceof TinyVitWeights tiny
        ? TinyVitEncoder.graph(tiny, spec, graph)
        : VitEncoder.graph((VitWeights) weights, graph);
    return model.ofVersion(VERSION);
  }
}
