// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.internal.memory.Closing;
import io.github.sam4j.internal.memory.UseCount;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import java.util.Map;
import java.util.function.Function;

/**
 * The memory of a GPU and the pinned memory beside it, accessed through the allocators of a session
 * whose graph only copies.
 */
final class GpuMemory implements AutoCloseable {
  private final OrtSession copier;
  private final SessionMemory device;
  private final SessionMemory pinned;

  private GpuMemory(OrtSession copier, SessionMemory device, SessionMemory pinned) {
    this.copier = copier;
    this.device = device;
    this.pinned = pinned;
  }

  /** Opens the memory of the settings' device; the caller closes it. */
  static GpuMemory open(SessionSettings settings) {
    OrtSession copier = OrtSession.load("copy graph", copyGraph(), ofCopier(settings));
    UseCount session = new UseCount("memory of " + settings.device(), copier::close);
    try {
      SessionMemory device = borrow(session, freed -> SessionMemory.ofGpu(copier, freed));
      try {
        SessionMemory pinned = borrow(session, freed -> SessionMemory.pinned(copier, freed));
        return new GpuMemory(copier, device, pinned);
      } catch (RuntimeException | Error e) {
        device.close();
        throw e;
      }
    } finally {
      // from here on, the two memories keep the session open
      session.close();
    }
  }

  /**
   * Removes the memory limit, which applies to the intermediate results of a graph, whereas all
   * tensors are allocated here.
   */
  static SessionSettings ofCopier(SessionSettings settings) {
    CudaOptions unlimited =
        settings.cuda().toBuilder().memoryLimitBytes(Long.MAX_VALUE).build();
    return settings.withThreads(1).withCuda(unlimited);
  }

  private static SessionMemory borrow(UseCount session, Function<Runnable, SessionMemory> memory) {
    session.enter();
    try {
      return memory.apply(session::leave);
    } catch (RuntimeException | Error e) {
      session.leave();
      throw e;
    }
  }

  /** Returns a graph that copies {@code from [N]} to {@code to [N]}. */
  static byte[] copyGraph() {
    OnnxGraph graph = new OnnxGraph("copy");
    String from = graph.input("from", ElementType.FLOAT32, Shape.open("N"));
    graph.output(graph.node("Identity", from), "to", Shape.open("N"));
    return graph.toBytes();
  }

  SessionMemory device() {
    return device;
  }

  SessionMemory pinned() {
    return pinned;
  }

  /** Returns a copy through the session, for which the runtime moves inputs to its device. */
  DeviceCopy copy() {
    return through(copier);
  }

  /** Returns a copy through a session for {@link #copyGraph}. */
  static DeviceCopy through(OrtSession copier) {
    return (from, to) -> {
      try (OrtTensor source = from.part(0, from.elements());
          OrtTensor target = to.part(0, to.elements())) {
        copier.run(Map.of("from", source), Map.of("to", target));
      }
    };
  }

  /** Releases the session after the last block has been freed. Idempotent. */
  @Override
  public void close() {
    Closing.all(device::close, pinned::close);
  }
}
