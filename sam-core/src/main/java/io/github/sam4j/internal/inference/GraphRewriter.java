package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.graph.HalfPrecision;

/** What is done to each graph of a model before it is loaded. */
@FunctionalInterface
public interface GraphRewriter {
  /** Leaves every graph as it is. */
  GraphRewriter NONE = (name, graph) -> graph;

  /**
   * Returns the graph to load.
   *
   * @param name what the graph is, such as {@code image encoder}
   * @param graph an ONNX file
   */
  byte[] rewrite(String name, byte[] graph);

  /** Returns the rewriter that the settings ask for. */
  static GraphRewriter of(EngineSettings settings) {
    return settings.halfPrecision() ? (name, graph) -> HalfPrecision.convert(graph) : NONE;
  }
}
