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
 * Loads graphs of our own so that, on a CPU, convolutions with GELU between them keep their values
 * in the blocked layout of the runtime's kernels.
 */
public final class BlockedGraphs {
  private static final Logger LOG = LoggerFactory.getLogger(BlockedGraphs.class);

  private BlockedGraphs() {}

  /**
   * Loads a graph; the caller closes the session. Where it can't be rewritten, it is loaded as it
   * is: slower, with the same results but for rounding.
   *
   * @param name what the graph is, for error messages
   * @param graph the bytes of an ONNX file
   * @throws InferenceException if ONNX Runtime can't load the graph, or not for that device
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
