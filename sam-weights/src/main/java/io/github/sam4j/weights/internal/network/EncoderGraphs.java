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
 * Image encoders as graphs from {@code pixels [1, 3, frame, frame]}, normalized, to
 * {@code embedding [1, width, grid, grid]}.
 */
public final class EncoderGraphs {
  /**
   * Version of the way in which constants are computed from weights, such as biases folded
   * together. Caches identify a graph by its structure, which includes this number but not the
   * values of large constants: raise it whenever these change.
   */
  public static final int VERSION = 2;

  private static final String NAME = "image_encoder";

  private EncoderGraphs() {}

  /**
   * Returns the graph of an encoder in its fastest form for ONNX Runtime; weights are read when it
   * is written.
   *
   * @param spec of the model, which fits the weights ({@link EncoderWeights#require})
   */
  public static OnnxModel of(EncoderWeights weights, ModelSpec spec) {
    return append(weights, spec, new OnnxGraph(NAME));
  }

  /**
   * Returns the same function as a graph of standard ONNX operators only, for any runtime.
   * Attention over the whole image holds all pairs of tokens of a block at once, 64 MiB a head for
   * a grid of 64.
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
