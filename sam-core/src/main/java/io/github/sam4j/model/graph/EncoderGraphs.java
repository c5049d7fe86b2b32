package io.github.sam4j.model.graph;

import io.github.sam4j.internal.graph.OnnxModel;
import io.github.sam4j.model.weights.EncoderWeights;
import io.github.sam4j.model.weights.TinyVitWeights;
import io.github.sam4j.model.weights.VitWeights;

/**
 * Image encoders as graphs from {@code pixels [1, 3, 1024, 1024]}, normalised and padded, to
 * {@code embedding [1, 256, 64, 64]}.
 */
public final class EncoderGraphs {
  /**
   * How constants are computed from weights, such as biases folded together. It is part of each
   * graph and so of what caches know it by, because values of constants aren't: raise it with every
   * change of them.
   */
  static final int VERSION = 1;

  private EncoderGraphs() {}

  /** Returns the graph of an encoder; weights are read when it is written. */
  public static OnnxModel of(EncoderWeights weights) {
    OnnxModel graph = weights instanceof TinyVitWeights tiny
        ? TinyVitEncoder.graph(tiny)
        : VitEncoder.graph((VitWeights) weights);
    return graph.ofVersion(VERSION);
  }
}
