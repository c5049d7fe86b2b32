// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import io.github.sam4j.internal.graph.RoundedGraph;
import io.github.sam4j.internal.inference.EngineLoader;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.weights.internal.graph.HalfPrecision;

/** What of a model computes with 16-bit floats. */
enum PrecisionStage {
  ENCODER,
  DECODER,
  BOTH;

  /** Loads a model whose converted graphs round after every node; the caller closes it. */
  SamEngine load(SamModel model) {
    int threads = Runtime.getRuntime().availableProcessors();
    return EngineLoader.load(
        model,
        EngineSettings.cpu(threads, threads),
        (name, graph) -> converts(name) ? RoundedGraph.of(HalfPrecision.convert(graph)) : graph);
  }

  private boolean converts(String graph) {
    return this == BOTH || (this == ENCODER) == graph.equals("image encoder");
  }
}
