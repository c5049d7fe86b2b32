// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.cache.CacheFolder;
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

/** Loads and tracks the graphs of a model. Safe for use by several threads. */
final class GraphLoader {
  /** Graphs with fewer bytes of constants are generated faster than they are read from disk. */
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

  /** Loads a graph that uses the given number of threads on the CPU. */
  OrtSession load(String name, byte[] graph, int threads) {
    byte[] rewritten = rewriter.rewrite(name, graph);
    return remember(OrtSession.load(name, rewritten, settings.session(name).withThreads(threads)));
  }

  /**
   * Loads a graph of fixed shapes that always runs on the same tensors, one run at a time; the
   * caller closes the session.
   */
  OrtSession loadFixed(String name, byte[] graph) {
    return remember(
        OrtSession.load(name, rewriter.rewrite(name, graph), settings.encoderSession(name)));
  }

  /**
   * Loads a graph as {@link #loadFixed(String, byte[])} does, from a file that may have external
   * constants.
   *
   * @throws IOException if the file can't be read
   */
  OrtSession loadFixed(String name, Path graph) throws IOException {
    // fails for an unreadable file, so that it is not reported as an invalid graph
    Files.newByteChannel(graph).close();
    // rewriting in memory has no access to external constants
    return rewriter.keepsGraphs()
        ? remember(OrtSession.load(name, graph, settings.encoderSession(name)))
        : loadFixed(name, Files.readAllBytes(graph));
  }

  /**
   * Loads a generated graph as {@link #loadFixed(String, byte[])} does. Small graphs are generated
   * in memory; large ones are cached on disk and rewritten only for the precision of the settings.
   *
   * @param weightsSha256 checksum of the file with its weights
   * @throws IOException if a large graph can be neither read from the cache nor written
   */
  OrtSession loadFixed(String name, OnnxModel graph, Supplier<String> weightsSha256)
      throws IOException {
    if (graph.constantBytes() <= IN_MEMORY || settings.graphFolder().isEmpty()) {
      if (graph.constantBytes() > OnnxModel.LARGEST_MESSAGE) {
        throw new IOException("a graph of " + graph.constantBytes()
            + " bytes is kept on disk, but the user has no home for a folder of caches; "
            + CacheFolder.WAY_OUT);
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

  /** Closes and removes sessions after loading another graph of the same set has failed. */
  void discard(List<OrtSession> sessions, Throwable failure) {
    loaded.removeAll(sessions);
    Closing.after(failure, () -> Closing.each(sessions, OrtSession::close));
  }

  /** Returns the sessions in the order in which they were loaded. */
  List<OrtSession> loaded() {
    return List.copyOf(loaded);
  }
}
