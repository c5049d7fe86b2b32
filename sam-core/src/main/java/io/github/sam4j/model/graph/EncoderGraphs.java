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
  private EncoderGraphs() {}

  /** Returns the graph of an encoder; weights are read when it is written. */
  public static OnnxModel of(EncoderWeights weights) {
    return weights instanceof TinyVitWeights tiny
        ? TinyVitEncoder.graph(tiny)
        : VitEncoder.graph((VitWeights) weights);
  }
}
