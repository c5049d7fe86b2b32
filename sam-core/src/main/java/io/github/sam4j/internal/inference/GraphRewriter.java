// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.device.Precision;
import io.github.sam4j.weights.internal.graph.HalfPrecision;

/** Rewrites the graphs of a model before they are loaded. */
@FunctionalInterface
public interface GraphRewriter {
  /** Leaves every graph unchanged. */
  GraphRewriter NONE = new GraphRewriter() {
    @Override
    public byte[] rewrite(String name, byte[] graph) {
      return graph;
    }

    @Override
    public boolean keepsGraphs() {
      return true;
    }
  };

  /**
   * Returns the graph to load.
   *
   * @param name description of the graph, such as {@code image encoder}
   * @param graph an ONNX file
   */
  byte[] rewrite(String name, byte[] graph);

  /** Returns whether every graph is left unchanged. */
  default boolean keepsGraphs() {
    return false;
  }

  /** Returns the rewriter for the precision of the settings. */
  static GraphRewriter of(EngineSettings settings) {
    return settings.precision() == Precision.FLOAT16
        ? (name, graph) -> HalfPrecision.convert(graph)
        : NONE;
  }
}
