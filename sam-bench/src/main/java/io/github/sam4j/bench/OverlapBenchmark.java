// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.Overlap;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Dice of two square masks, counted by words and pixel by pixel. Microseconds, one thread.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar OverlapBenchmark}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class OverlapBenchmark {
  @Param("512")
  public int side;

  private Mask reference;
  private Mask prediction;

  @Setup
  public void draw() {
    Random random = new Random(11);
    reference = Mask.of(side, side, (x, y) -> random.nextInt(3) == 0);
    prediction = Mask.of(side, side, (x, y) -> random.nextInt(2) == 0);
  }

  @Benchmark
  public double dice() {
    return Overlap.between(reference, prediction).dice();
  }

  @Benchmark
  public double dicePixelByPixel() {
    long common = 0;
    long sum = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean a = reference.get(x, y);
        boolean b = prediction.get(x, y);
        common += a && b ? 1 : 0;
        sum += (a ? 1 : 0) + (b ? 1 : 0);
      }
    }
    return 2.0 * common / sum;
  }
}
