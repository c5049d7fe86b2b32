package io.github.sam4j.internal.ort;

import io.github.sam4j.internal.graph.OnnxGraph;
import io.github.sam4j.internal.memory.UseCount;
import java.util.Map;

/**
 * The memory of a GPU and the pinned memory beside it, through the allocators of a session that
 * does nothing but copy.
 */
final class GpuMemory implements AutoCloseable {
  private final OrtSession copier;
  private final CudaMemory device;
  private final CudaMemory pinned;

  private GpuMemory(OrtSession copier) {
    this.copier = copier;
    // both allocators and this need the session
    UseCount session = new UseCount("memory of " + copier.device(), copier::close);
    session.enter();
    this.device = CudaMemory.ofDevice(copier, session::leave);
    try {
      session.enter();
      this.pinned = CudaMemory.pinned(copier, session::leave);
    } catch (RuntimeException | Error e) {
      session.leave();
      device.close();
      session.close();
      throw e;
    }
    session.close();
  }

  /** Opens the memory of the settings' device; the caller closes it. */
  static GpuMemory open(SessionSettings settings) {
    return new GpuMemory(OrtSession.load("copy graph", copyGraph(), settings.withThreads(1)));
  }

  /** A graph that only copies, from {@code from [N]} to {@code to [N]}. */
  static byte[] copyGraph() {
    OnnxGraph graph = new OnnxGraph("copy");
    String from = graph.input("from", OnnxGraph.FLOAT, "N");
    graph.output(graph.node("Identity", from), "to", "N");
    return graph.toBytes();
  }

  CudaMemory device() {
    return device;
  }

  CudaMemory pinned() {
    return pinned;
  }

  /** Returns a copy through the session: the runtime copies what lies elsewhere to its device. */
  DeviceCopy copy() {
    return through(copier);
  }

  /** Returns the copy through a session over {@link #copyGraph}. */
  static DeviceCopy through(OrtSession copier) {
    return (from, to) -> {
      try (OrtTensor source = from.part(0, from.elements());
          OrtTensor target = to.part(0, to.elements())) {
        copier.run(Map.of("from", source), Map.of("to", target));
      }
    };
  }

  /** Frees everything after the last block has been freed. Idempotent. */
  @Override
  public void close() {
    device.close();
    pinned.close();
  }
}
