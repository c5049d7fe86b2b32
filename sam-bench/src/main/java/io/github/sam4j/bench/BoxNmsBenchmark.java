// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.internal.boxes.BoxNms;
import io.github.sam4j.mask.Box;
import java.util.ArrayList;
import java.util.List;
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
 * Suppression of boxes at the default threshold. Milliseconds for all {@code boxes}; as in real
 * grids several boxes with small differences stand for one object, ten here.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar BoxNmsBenchmark}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class BoxNmsBenchmark {
  private static final double THRESHOLD = 0.7;
  private static final int BOXES_PER_OBJECT = 10;

  @Param({"100", "1000", "3000"})
  public int boxes;

  private List<Box> candidates;
  private float[] scores;

  @Setup
  public void prepare() {
    Random random = new Random(1);
    candidates = new ArrayList<>(boxes);
    scores = new float[boxes];
    Box object = new Box(0, 0, 0, 0);
    for (int i = 0; i < boxes; i++) {
      if (i % BOXES_PER_OBJECT == 0) {
        int x = random.nextInt(1500);
        int y = random.nextInt(900);
        object = new Box(x, y, x + 20 + random.nextInt(280), y + 20 + random.nextInt(280));
      }
      candidates.add(new Box(
          object.x0() + random.nextInt(4),
          object.y0() + random.nextInt(4),
          object.x1() + random.nextInt(4),
          object.y1() + random.nextInt(4)));
      scores[i] = random.nextFloat();
    }
  }

  @Benchmark
  public List<Integer> keep() {
    return BoxNms.keep(candidates, scores, THRESHOLD);
  }
}
