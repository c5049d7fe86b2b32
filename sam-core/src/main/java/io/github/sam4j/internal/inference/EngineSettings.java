package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.ort.ExecutionDevice;
import io.github.sam4j.internal.ort.SessionSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How an engine runs a model.
 *
 * @param device what the graphs run on
 * @param halfPrecision whether graphs are converted to float16 before they are loaded
 * @param cudaOptions options of ONNX Runtime's CUDA provider by its own names
 * @param cudaGraph whether the encoder's run is recorded and replayed
 * @param threads that work on one operator on the CPU
 * @param workers that work on masks
 * @param imagesInFlight most images that are encoded at once
 * @param profile where profiles of all sessions go, for measurements
 */
public record EngineSettings(
    ExecutionDevice device,
    boolean halfPrecision,
    Map<String, String> cudaOptions,
    boolean cudaGraph,
    int threads,
    int workers,
    int imagesInFlight,
    Optional<Path> profile) {
  /** Copies the options. */
  public EngineSettings {
    cudaOptions = Map.copyOf(cudaOptions);
  }

  /** Returns settings for the CPU, single precision, one image at a time. */
  public static EngineSettings cpu(int threads, int workers) {
    return new EngineSettings(
        ExecutionDevice.CPU, false, Map.of(), false, threads, workers, 1, Optional.empty());
  }

  /** Returns settings that also write profiles, each into a file whose name begins so. */
  public EngineSettings profiledTo(Path prefix) {
    return new EngineSettings(
        device,
        halfPrecision,
        cudaOptions,
        cudaGraph,
        threads,
        workers,
        imagesInFlight,
        Optional.of(prefix));
  }

  /** Returns the settings of a session; its profile begins with the graph's name. */
  SessionSettings session(String graph) {
    return new SessionSettings(
        device,
        threads,
        cudaOptions,
        profile.map(prefix -> Path.of(prefix + "-" + graph.replace(' ', '-'))));
  }

  /**
   * Most prompts that go through the decoder at once. On a CPU more is slower: each prompt keeps 4
   * MB of image tokens in flight several times over. A GPU needs many to be busy.
   */
  public int promptBatch() {
    return device.hasMemory() ? 64 : 8;
  }

  /**
   * Most points that go through the grid decoder at once: measured on a CPU (docs/performance.md),
   * where 1 to 8 make no difference that stands out of the noise; the reference's batch on a GPU.
   */
  public int gridBatch() {
    return device.hasMemory() ? 64 : 4;
  }
}
