// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Sessions shared by threads, runs that are stopped, and parts of tensors. */
final class OrtSessionTest {
  private static final int SIDE = 64;

  /** {@code y = sin(sin(… x))}: as many operators as wanted. */
  private static OrtSession sines(int operators) {
    OnnxGraph graph = new OnnxGraph("sines");
    String x = graph.input("x", ElementType.FLOAT32, Shape.open("N").andFixed(SIDE));
    String y = x;
    for (int i = 0; i < operators; i++) {
      y = graph.node("Sin", y);
    }
    graph.output(y, "y", Shape.open("N").andFixed(SIDE));
    return OrtSession.load("sines", graph.toBytes(), SessionSettings.cpu(1));
  }

  @Test
  void oneInputMayBeBoundByManyThreads() throws Exception {
    try (OrtSession session = sines(1);
        OrtTensor shared = OrtTensor.floats(1, SIDE)) {
      shared.zero();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<?>> ends = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        ends.add(threads.submit(() -> {
          try (OrtTensor own = OrtTensor.floats(1, SIDE)) {
            for (int i = 0; i < 3000; i++) {
              session.run(Map.of("x", shared), Map.of("y", own));
            }
          }
        }));
      }

      for (Future<?> end : ends) {
        assertThat(end.get()).isNull();
      }
      threads.shutdown();
    }
  }

  @Test
  void stopEndsARunUnderWay() throws Exception {
    StopSignal stop = new StopSignal();
    AtomicReference<Throwable> end = new AtomicReference<>();
    int rows = 1 << 14;
    // far more work than this test could wait for
    try (OrtSession session = sines(5000);
        OrtTensor x = OrtTensor.floats(rows, SIDE).zero();
        OrtTensor y = OrtTensor.floats(rows, SIDE)) {
      Thread thread = new Thread(() -> {
        try {
          session.run(Map.of("x", x), Map.of("y", y), stop);
        } catch (RuntimeException e) {
          end.set(e);
        }
      });
      thread.start();
      // a thread that failed before its run never gets there
      while (!stop.isWatching() && thread.isAlive()) {
        Thread.onSpinWait();
      }
      long start = System.nanoTime();

      stop.request();
      thread.join();

      assertThat(end.get())
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("stopped");
      assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }
  }

  @Test
  void nothingStartsOnceStopped() {
    StopSignal stop = new StopSignal();
    stop.request();
    try (OrtSession session = sines(1);
        OrtTensor x = OrtTensor.floats(1, SIDE).zero();
        OrtTensor y = OrtTensor.floats(1, SIDE)) {

      assertThatThrownBy(() -> session.run(Map.of("x", x), Map.of("y", y), stop))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void partIsAViewOfTheWhole() {
    long before = OrtTensor.outstanding();
    try (OrtTensor whole = OrtTensor.floats(4, SIDE).zero();
        OrtSession session = sines(1);
        OrtTensor x = OrtTensor.floats(2, SIDE)) {
      for (int i = 0; i < 2 * SIDE; i++) {
        x.floatBuffer().put(i, 1);
      }
      try (OrtTensor part = whole.part(SIDE, 2, SIDE)) {
        session.run(Map.of("x", x), Map.of("y", part));
      }

      for (int i = 0; i < 4 * SIDE; i++) {
        boolean written = i >= SIDE && i < 3 * SIDE;
        float value = whole.floatBuffer().get(i);
        assertThat(value).isCloseTo(written ? (float) Math.sin(1) : 0, within(written ? 1e-6f : 0));
      }
    }
    assertThat(OrtTensor.outstanding()).isEqualTo(before);
  }

  @Test
  void partOutsideOfTheWholeIsRefused() {
    try (OrtTensor whole = OrtTensor.floats(4, SIDE)) {
      assertThatThrownBy(() -> whole.part(SIDE, 4, SIDE))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("shape=[4, 64] from element 64");
      assertThatThrownBy(() -> whole.part(-1, 1, SIDE))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void partOfAClosedTensorIsUseless() {
    OrtTensor whole = OrtTensor.floats(4, SIDE);
    OrtTensor part = whole.part(0, 1, SIDE);
    whole.close();

    assertThatThrownBy(part::floatBuffer)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    part.close();
  }
}
