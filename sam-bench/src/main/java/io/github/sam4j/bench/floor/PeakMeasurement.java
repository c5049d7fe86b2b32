// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.floor;

import io.github.sam4j.internal.ort.OrtSession;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.SessionSettings;
import io.github.sam4j.internal.ort.TensorMemory;
import io.github.sam4j.weights.WeightTensor;
import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.graph.HalfPrecision;
import io.github.sam4j.weights.internal.graph.OnnxGraph;
import io.github.sam4j.weights.internal.graph.Shape;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures what a machine can do at best with the same runtime, threads and precision that the
 * networks have: the fastest of many runs of one large matrix product, and of chains of operators
 * that read an array and write it, for arrays from some kilobytes to far beyond the last cache.
 */
final class PeakMeasurement {
  /** Operators in a row, so that starting a run doesn't count where they are short. */
  private static final int CHAIN = 16;

  private static final int SHORT_CHAIN = 2;
  private static final int CPU_SIDE = 1024;
  private static final int GPU_SIDE = 8192;
  private static final long SMALLEST = 1L << 15;
  private static final long LARGEST = 1L << 27;
  private static final long LONG_OPERATOR = 1L << 24;
  private static final int FACTOR = 4;

  private final SessionSettings settings;
  private final boolean halfPrecision;
  private final long nanos;

  /**
   * Plans a measurement.
   *
   * @param millis for each speed, at least
   */
  PeakMeasurement(SessionSettings settings, boolean halfPrecision, int millis) {
    this.settings = settings;
    this.halfPrecision = halfPrecision;
    this.nanos = millis * 1_000_000L;
  }

  /** Measures everything. */
  MachinePeak measure() {
    List<MachinePeak.MemorySpeed> memory = new ArrayList<>();
    for (long bytes = SMALLEST; bytes <= LARGEST; bytes *= FACTOR) {
      memory.add(new MachinePeak.MemorySpeed(bytes, bytesPerSecond(bytes)));
    }
    int side = settings.device().isGpu() ? GPU_SIDE : CPU_SIDE;
    return new MachinePeak(flopsPerSecond(2L * side, side), memory);
  }

  /** A product {@code [rows, side] · [side, side]} with weights on the right, as networks have. */
  private double flopsPerSecond(long rows, int side) {
    float[] weights = new float[side * side];
    Arrays.fill(weights, 1f / side);
    OnnxGraph graph = new OnnxGraph("product");
    String x = graph.input("x", ElementType.FLOAT32, Shape.fixed(rows, side));
    String w = graph.constant("w", WeightTensor.of(weights, side, side));
    graph.output(graph.matMul(x, w), "y", Shape.fixed(rows, side));
    return 2.0 * rows * side * side / fastest(graph, rows, side);
  }

  private double bytesPerSecond(long bytes) {
    // a graph converted to float16 still takes and returns float32, and converts once each
    long elements = bytes / (halfPrecision ? Short.BYTES : Float.BYTES);
    OnnxGraph graph = new OnnxGraph("passes");
    String x = graph.input("x", ElementType.FLOAT32, Shape.fixed(elements));
    int chain = bytes < LONG_OPERATOR ? CHAIN : SHORT_CHAIN;
    for (int i = 0; i < chain; i++) {
      x = graph.relu(x);
    }
    graph.output(x, "y", Shape.fixed(elements));
    return 2.0 * bytes * chain / fastest(graph, elements);
  }

  /** Seconds of the fastest run from and into tensors of one shape. */
  private double fastest(OnnxGraph graph, long... shape) {
    byte[] bytes = halfPrecision ? HalfPrecision.convert(graph.toBytes()) : graph.toBytes();
    try (OrtSession session = OrtSession.load("measured graph", bytes, settings);
        TensorMemory memory = TensorMemory.of(settings);
        OrtTensor start = memory.stagingFloats(shape);
        OrtTensor in = memory.deviceFloats(shape);
        OrtTensor out = memory.deviceFloats(shape)) {
      FloatBuffer ones = start.floatBuffer();
      while (ones.hasRemaining()) {
        ones.put(1);
      }
      memory.copy(start, in);
      long fastest = Long.MAX_VALUE;
      long end = System.nanoTime() + nanos;
      for (int run = 0; run < 3 || System.nanoTime() < end; run++) {
        long from = System.nanoTime();
        session.run(Map.of("x", in), Map.of("y", out));
        fastest = Math.min(fastest, System.nanoTime() - from);
      }
      return fastest / 1e9;
    }
  }
}
