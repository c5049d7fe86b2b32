// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.preprocessing.FrameResize;
import io.github.sam4j.internal.preprocessing.PixelNormalization;
import io.github.sam4j.weights.ModelSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What happens to a picture before the encoder: all of it, from samples to normalised planes in
 * native memory, and the resize to a longest side of 1024 alone. Milliseconds per picture, one
 * thread; pictures are made up, {@code width} pixels wide and two thirds of that high.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar PreprocessingBenchmark}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PreprocessingBenchmark {
  private static final int SIDE = ModelSpec.sam1().frameSide();

  @Param({"512", "1800", "4000"})
  public int width;

  private RgbImage image;
  private FrameResize resize;
  private FloatBuffer planes;

  @Setup
  public void prepare() {
    image = BenchPicture.synthetic(width, width * 2 / 3);
    resize = FrameResize.of(ModelSpec.sam1(), image.width(), image.height());
    planes = ByteBuffer.allocateDirect(3 * SIDE * SIDE * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Benchmark
  public FloatBuffer preprocess() {
    resize.normalizeInto(image, PixelNormalization.of(ModelSpec.sam1()), planes);
    return planes;
  }

  @Benchmark
  public RgbImage resize() {
    return resize.apply(image);
  }
}
