package io.github.sam4j.internal.inference;

import io.github.sam4j.internal.cache.StoreSettings;
import io.github.sam4j.internal.ort.ExecutionDevice;
import io.github.sam4j.internal.ort.SessionSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How an engine runs a model.
 *
 * @param device what the graphs run on
 * @param batching how many prompts are worked on at once; by default what suits the device
 * @param halfPrecision whether graphs are converted to float16 before they are loaded
 * @param cudaOptions options of ONNX Runtime's CUDA provider by its own names
 * @param cudaGraph whether the encoder's run is recorded and replayed; without meaning on the CPU
 * @param threads that work on one operator on the CPU
 * @param workers that work on masks
 * @param imagesInFlight most images that are encoded at once
 * @param profile where profiles of all sessions go, for measurements
 * @param graphFolder where graphs that are too large for memory are kept; without one all are made
 *     in memory
 * @param embeddingStore where embeddings are kept; without one all are computed
 */
public record EngineSettings(
    ExecutionDevice device,
    BatchPolicy batching,
    boolean halfPrecision,
    Map<String, String> cudaOptions,
    boolean cudaGraph,
    int threads,
    int workers,
    int imagesInFlight,
    Optional<Path> profile,
    Optional<Path> graphFolder,
    Optional<StoreSettings> embeddingStore) {
  /** Copies the options. */
  public EngineSettings {
    cudaOptions = Map.copyOf(cudaOptions);
  }

  /** Batches as it suits the device, keeps nothing. */
  public EngineSettings(
      ExecutionDevice device,
      boolean halfPrecision,
      Map<String, String> cudaOptions,
      boolean cudaGraph,
      int threads,
      int workers,
      int imagesInFlight,
      Optional<Path> profile) {
    this(
        device,
        BatchPolicy.of(device),
        halfPrecision,
        cudaOptions,
        cudaGraph,
        threads,
        workers,
        imagesInFlight,
        profile,
        Optional.empty(),
        Optional.empty());
  }

  /** Returns settings for the CPU, single precision, one image at a time. */
  public static EngineSettings cpu(int threads, int workers) {
    return new EngineSettings(
        ExecutionDevice.CPU, false, Map.of(), false, threads, workers, 1, Optional.empty());
  }

  /** Returns settings that also write profiles, each into a file whose name begins so. */
  public EngineSettings profiledTo(Path prefix) {
    return with(batching, Optional.of(prefix), graphFolder, embeddingStore);
  }

  /** Returns settings that batch otherwise than suits the device: every way works on every one. */
  public EngineSettings withBatching(BatchPolicy policy) {
    return with(policy, profile, graphFolder, embeddingStore);
  }

  /** Returns settings that keep large graphs in a folder. */
  public EngineSettings withGraphFolder(Path folder) {
    return with(batching, profile, Optional.of(folder), embeddingStore);
  }

  /** Returns settings that keep embeddings. */
  public EngineSettings withEmbeddingStore(StoreSettings store) {
    return with(batching, profile, graphFolder, Optional.of(store));
  }

  /** Returns settings that keep no embeddings. */
  EngineSettings withoutEmbeddingStore() {
    return with(batching, profile, graphFolder, Optional.empty());
  }

  private EngineSettings with(
      BatchPolicy policy,
      Optional<Path> prefix,
      Optional<Path> folder,
      Optional<StoreSettings> store) {
    return new EngineSettings(
        device,
        policy,
        halfPrecision,
        cudaOptions,
        cudaGraph,
        threads,
        workers,
        imagesInFlight,
        prefix,
        folder,
        store);
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
   * Returns whether the encoder runs on tensors of its own, always the same ones, as a recorded run
   * needs them. The CPU has nothing to record: there the setting is without meaning.
   */
  boolean encodesOnFixedTensors() {
    return cudaGraph && device.hasMemory();
  }

  /** Returns the most prompts that go through the decoder at once. */
  public int promptBatch() {
    return batching.prompts();
  }

  /** Returns the most points that go through the grid decoder at once. */
  public int gridBatch() {
    return batching.points();
  }

  /** Returns how many batches of points are worked on side by side. */
  public int lanes() {
    return batching.lanes(workers);
  }
}
