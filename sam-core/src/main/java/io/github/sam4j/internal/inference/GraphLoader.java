// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.cache.GraphCache;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.weights.internal.graph.OnnxModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Loads the graphs of one model, and remembers which were loaded. Safe for use by several threads.
 */
final class GraphLoader {
  /** Graphs with fewer bytes of constants are made faster than they are found on disk. */
  private static final long IN_MEMORY = 64 << 20;

  private final EngineSettings settings;
  private final GraphRewriter rewriter;
  private final List<OrtSession> loaded = new CopyOnWriteArrayList<>();

  GraphLoader(EngineSettings settings, GraphRewriter rewriter) {
    this.settings = settings;
    this.rewriter = rewriter;
  }

  EngineSettings settings() {
    return settings;
  }

  /** Loads a graph; the caller closes the session. */
  OrtSession load(String name, byte[] graph) {
    return load(name, graph, settings.threads());
  }

  /** Loads a graph that runs on so many threads where it runs on the CPU. */
  OrtSession load(String name, byte[] graph, int threads) {
    byte[] rewritten = rewriter.rewrite(name, graph);
    return remember(OrtSession.load(name, rewritten, settings.session(name).withThreads(threads)));
  }

  /** Loads a graph of fixed shapes that always runs on the same tensors, one run at a time. */
  OrtSession loadFixed(String name, byte[] graph) {
    return remember(
        OrtSession.load(name, rewriter.rewrite(name, graph), settings.encoderSession(name)));
  }

  /**
   * Loads such a graph from a file, beside which its constants may lie.
   *
   * @throws IOException if it can't be read
   */
  OrtSession loadFixed(String name, Path graph) throws IOException {
    // an unreadable file is reported as such, not as a graph that can't be loaded
    Files.newByteChannel(graph).close();
    // rewriting works in memory, where constants in other files are out of reach
    return rewriter.keepsGraphs()
        ? remember(OrtSession.load(name, graph, settings.encoderSession(name)))
        : loadFixed(name, Files.readAllBytes(graph));
  }

  /**
   * Loads such a graph of our own: a small one is made in memory, a large one is kept on disk,
   * rewritten for the settings' precision only.
   *
   * @param weightsSha256 of the file that its constants come from
   * @throws IOException if a large graph can be neither read nor written
   */
  OrtSession loadFixed(String name, OnnxModel graph, Supplier<String> weightsSha256)
      throws IOException {
    if (graph.constantBytes() <= IN_MEMORY || settings.graphFolder().isEmpty()) {
      if (graph.constantBytes() > OnnxModel.LARGEST_MESSAGE) {
        throw new IOException("a graph of " + graph.constantBytes()
            + " bytes is kept on disk, but the user has no home for a folder of caches; name one");
      }
      return rewriter.keepsGraphs()
          ? remember(BlockedGraphs.load(name, graph.toBytes(), settings.encoderSession(name)))
          : loadFixed(name, graph.toBytes());
    }
    Path file = new GraphCache(settings.graphFolder().get())
        .require(weightsSha256.get(), graph, settings.precision());
    return remember(OrtSession.load(name, file, settings.encoderSession(name)));
  }

  private OrtSession remember(OrtSession session) {
    loaded.add(session);
    return session;
  }

  /** Closes sessions, and forgets them, because others that belong to them couldn't be loaded. */
  void discard(List<OrtSession> sessions, Throwable failure) {
    loaded.removeAll(sessions);
    Closing.after(failure, () -> Closing.each(sessions, OrtSession::close));
  }

  /** Returns the sessions in the order in which they were loaded. */
  List<OrtSession> loaded() {
    return List.copyOf(loaded);
  }
}
