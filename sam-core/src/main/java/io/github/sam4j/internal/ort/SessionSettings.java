package io.github.sam4j.internal.ort;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a graph is loaded.
 *
 * @param device what it runs on
 * @param threads that work on one operator on the CPU, at least 1
 * @param cudaOptions options of ONNX Runtime's CUDA provider by its own names, without the device;
 *     ignored on the CPU
 * @param profile where ONNX Runtime writes what each operator took: a file whose name begins with
 *     this path's
 */
public record SessionSettings(
    ExecutionDevice device, int threads, Map<String, String> cudaOptions, Optional<Path> profile) {
  private static final String CUDA_GRAPH = "enable_cuda_graph";
  private static final String MEMORY_LIMIT = "gpu_mem_limit";

  /** Copies the options. */
  public SessionSettings {
    cudaOptions = Map.copyOf(cudaOptions);
  }

  /** Returns the settings of a session on the CPU. */
  public static SessionSettings cpu(int threads) {
    return new SessionSettings(ExecutionDevice.CPU, threads, Map.of(), Optional.empty());
  }

  /** Returns settings with another number of threads. */
  public SessionSettings withThreads(int count) {
    return new SessionSettings(device, count, cudaOptions, profile);
  }

  /** Returns settings that write a profile. */
  public SessionSettings profiledTo(Path prefix) {
    return new SessionSettings(device, threads, cudaOptions, Optional.of(prefix));
  }

  /**
   * Returns settings with a CUDA graph, which is recorded in the first runs and replayed in later
   * ones: only for graphs of fixed shapes, run by one thread at a time on the same tensors.
   */
  public SessionSettings withCudaGraph() {
    Map<String, String> options = new LinkedHashMap<>(cudaOptions);
    options.put(CUDA_GRAPH, "1");
    return new SessionSettings(device, threads, options, profile);
  }

  /** Returns settings of a session that may take all of the GPU's memory. */
  SessionSettings withoutMemoryLimit() {
    Map<String, String> options = new LinkedHashMap<>(cudaOptions);
    options.remove(MEMORY_LIMIT);
    return new SessionSettings(device, threads, options, profile);
  }
}
