// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How fast the machine is while everything else is measured: nothing of this library is in here, so
 * whatever moves these moves every other benchmark too. Milliseconds on all cores at once, for
 * arithmetic within the first cache and for a copy far beyond the last.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar YardstickBenchmark}</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Xmx4g")
@Threads(Threads.MAX)
public class YardstickBenchmark {
  private static final int SMALL = 2048;
  private static final int PASSES = 10_000;
  private static final int LARGE = 1 << 24;

  private float[] values;
  private float[] source;
  private float[] target;

  @Setup
  public void allocate() {
    values = new float[SMALL];
    source = new float[LARGE];
    target = new float[LARGE];
    Arrays.fill(source, 1);
  }

  /** Converges to 2 from any start, far from denormal numbers and overflow. */
  @Benchmark
  public float[] arithmetic() {
    for (int pass = 0; pass < PASSES; pass++) {
      for (int i = 0; i < SMALL; i++) {
        values[i] = values[i] * 0.5f + 1;
      }
    }
    return values;
  }

  /** 64 MB read and 64 MB written. */
  @Benchmark
  public float[] memory() {
    System.arraycopy(source, 0, target, 0, LARGE);
    return target;
  }
}
