// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.model.InferenceException;
import io.github.sam4j.weights.internal.graph.BlockedGelu;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads graphs written by this library so that, on a CPU, values between convolutions and GELU stay
 * in the blocked layout of the runtime's kernels.
 */
public final class BlockedGraphs {
  private static final Logger LOG = LoggerFactory.getLogger(BlockedGraphs.class);

  private BlockedGraphs() {}

  /**
   * Loads a graph; the caller closes the session. A graph that cannot be rewritten is loaded
   * unchanged: it is slower and gives the same results up to rounding.
   *
   * @param name description of the graph for error messages
   * @param graph the bytes of an ONNX file
   * @throws InferenceException if ONNX Runtime can't load the graph, or cannot load it for that
   *     device
   */
  public static OrtSession load(String name, byte[] graph, SessionSettings settings) {
    if (settings.device().isGpu()) {
      return OrtSession.load(name, graph, settings);
    }
    try {
      Optional<byte[]> blocked = rewritten(name, graph, settings);
      if (blocked.isPresent()) {
        return OrtSession.load(name, blocked.get(), settings);
      }
    } catch (IOException | InferenceException e) {
      LOG.debug("the {} is run as it is", name, e);
    }
    return OrtSession.load(name, graph, settings);
  }

  private static Optional<byte[]> rewritten(String name, byte[] graph, SessionSettings settings)
      throws IOException {
    Optional<BlockedGelu> blocked = BlockedGelu.in(graph);
    if (blocked.isEmpty()) {
      return Optional.empty();
    }
    SessionSettings unobserved = SessionSettings.cpu(settings.threads());
    return blocked.get().restoredIn(OrtSession.optimize(name, blocked.get().graph(), unobserved));
  }
}
