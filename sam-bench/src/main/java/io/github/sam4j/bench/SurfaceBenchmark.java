// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.image.Spacing;
import io.github.sam4j.mask.VoxelMask;
import io.github.sam4j.metrics.surface.BoundaryOverlap;
import io.github.sam4j.metrics.surface.SurfaceComparison;
import io.github.sam4j.metrics.surface.SurfaceConvention;
import io.github.sam4j.metrics.surface.SurfaceDistances;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Every surface metric of two segmentations of an organ whose joint box has 200 × 200 × 120 voxels,
 * under all three conventions, boundary IoU at three distances included. Milliseconds, one thread.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar SurfaceBenchmark}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class SurfaceBenchmark {
  private static final Spacing SPACING = new Spacing(0.8, 0.8, 1.5);

  /** Size of the prediction: 1 has its surface near the reference's, 0.5 nowhere. */
  @Param({"1.0", "0.5"})
  public double size;

  private VoxelMask reference;
  private VoxelMask prediction;

  @Setup
  public void segment() {
    reference = BenchOrgan.of(200, 200, 120, 0, 1);
    prediction = BenchOrgan.of(200, 200, 120, 0.4, size);
  }

  @Benchmark
  public void everyMetric(Blackhole sink) {
    SurfaceComparison comparison = SurfaceComparison.between(reference, prediction, SPACING);
    for (SurfaceConvention convention : SurfaceConvention.values()) {
      SurfaceDistances distances = comparison.distances(convention);
      sink.consume(distances.hausdorff());
      sink.consume(distances.hausdorff95());
      sink.consume(distances.averagePooled());
      sink.consume(distances.averageOfDirected());
      sink.consume(distances.fromReference().average());
      sink.consume(distances.fromPrediction().average());
      sink.consume(distances.surfaceDice(1));
      sink.consume(distances.surfaceDice(2));
    }
    int automatic = BoundaryOverlap.automaticDistance(reference);
    for (int distance : new int[] {1, 2, automatic}) {
      sink.consume(BoundaryOverlap.between(reference, prediction, distance).iou());
    }
  }

  @Benchmark
  public double oneConvention() {
    return SurfaceComparison.between(reference, prediction, SPACING)
        .distances(SurfaceConvention.MAX_DIRECTED_VOXEL)
        .hausdorff95();
  }
}
