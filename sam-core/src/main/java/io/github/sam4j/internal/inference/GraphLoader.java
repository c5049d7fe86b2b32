package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.OrtSession;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Loads the graphs of one model, and knows which were loaded. Safe for use by several threads. */
final class GraphLoader {
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
    var session = settings.session(name);
    return remember(OrtSession.load(
        name,
        rewriter.rewrite(name, graph),
        settings.cudaGraph() ? session.withCudaGraph() : session));
  }

  private OrtSession remember(OrtSession session) {
    loaded.add(session);
    return session;
  }

  /** Returns the sessions in the order in which they were loaded. */
  List<OrtSession> loaded() {
    return List.copyOf(loaded);
  }
}
