package io.github.sam4j.weights.internal.network;

import io.github.sam4j.weights.EncoderWeights;
import io.github.sam4j.weights.TinyVitWeights;
import io.github.sam4j.weights.VitWeights;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.OnnxModel;

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
  public static final int VERSION = 2;

  private static final String NAME = "image_encoder";

  private EncoderGraphs() {}

  /** Returns the graph of an encoder as it is fast here; weights are read when it is written. */
  public static OnnxModel of(EncoderWeights weights) {
    return append(weights, new OnnxGraph(NAME));
  }

  /**
   * Returns the same of ONNX's own operators alone, for any runtime. Attention over the whole image
   * holds all pairs of tokens of a block at once, 64 MiB a head.
   */
  public static OnnxModel portable(EncoderWeights weights) {
    return append(weights, OnnxGraph.portable(NAME));
  }

  private static OnnxModel append(EncoderWeights weights, OnnxGraph graph) {
    OnnxModel model = weights instanceof TinyVitWeights tiny
        ? TinyVitEncoder.graph(tiny, graph)
        : VitEncoder.graph((VitWeights) weights, graph);
    return model.ofVersion(VERSION);
  }
}
