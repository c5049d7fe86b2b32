// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Settings for loading a graph.
 *
 * @param device the device that runs the graph, never {@link Device.Kind#AUTO}
 * @param threads number of threads per operator on the CPU, at least 1
 * @param cuda options for a GPU, ignored on the CPU. CUDA graphs are recorded in the first runs and
 *     replayed in later ones, and require fixed shapes and runs on the same tensors, one at a time
 * @param profile path prefix of the file to which ONNX Runtime writes the time of each operator
 */
public record SessionSettings(
    Device device, int threads, CudaOptions cuda, Optional<Path> profile) {
  /** Checks the device. */
  public SessionSettings {
    if (device.kind() == Device.Kind.AUTO) {
      throw new IllegalArgumentException("device must be cpu or cuda:N, got " + device);
    }
  }

  /** Returns the settings of a session on the CPU. */
  public static SessionSettings cpu(int threads) {
    return new SessionSettings(Device.cpu(), threads, CudaOptions.defaults(), Optional.empty());
  }

  /** Returns settings with another number of threads. */
  public SessionSettings withThreads(int count) {
    return new SessionSettings(device, count, cuda, profile);
  }

  /** Returns settings that write a profile. */
  public SessionSettings profiledTo(Path prefix) {
    return new SessionSettings(device, threads, cuda, Optional.of(prefix));
  }

  /** Returns settings with other options for a GPU. */
  SessionSettings withCuda(CudaOptions options) {
    return new SessionSettings(device, threads, options, profile);
  }

  /** Returns the options of ONNX Runtime's CUDA provider by name, without the device. */
  public Map<String, String> providerOptions() {
    Map<String, String> options = new LinkedHashMap<>();
    if (cuda.memoryLimitBytes() < Long.MAX_VALUE) {
      options.put("gpu_mem_limit", Long.toString(cuda.memoryLimitBytes()));
    }
    options.put(
        "arena_extend_strategy",
        switch (cuda.arenaGrowth()) {
          case NEXT_POWER_OF_TWO -> "kNextPowerOfTwo";
          case SAME_AS_REQUESTED -> "kSameAsRequested";
        });
    options.put("cudnn_conv_algo_search", cuda.convolutionSearch().name());
    options.put("use_tf32", cuda.tensorFloat32() ? "1" : "0");
    if (cuda.cudaGraphs()) {
      options.put("enable_cuda_graph", "1");
    }
    return options;
  }
}
