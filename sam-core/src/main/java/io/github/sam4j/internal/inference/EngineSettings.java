// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.cache.EmbeddingCacheSettings;
import io.github.sam4j.device.CudaOptions;
import io.github.sam4j.device.Device;
import io.github.sam4j.device.Precision;
import io.github.sam4j.internal.ort.SessionSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How an engine runs a model.
 *
 * @param device what the graphs run on, never {@link Device.Kind#AUTO}
 * @param batching how many prompts are worked on at once; by default what suits the device
 * @param precision in 16-bit floats graphs are converted before they are loaded
 * @param cuda how a GPU is used; without meaning on the CPU
 * @param threads that work on one operator on the CPU
 * @param workers that work on masks
 * @param imagesInFlight most images that are encoded at once
 * @param profile where profiles of all sessions go, for measurements
 * @param graphFolder where graphs that are too large for memory are kept; without one all are made
 *     in memory
 * @param embeddingCache where embeddings are kept; without one all are computed
 */
public record EngineSettings(
    Device device,
    BatchPolicy batching,
    Precision precision,
    CudaOptions cuda,
    int threads,
    int workers,
    int imagesInFlight,
    Optional<Path> profile,
    Optional<Path> graphFolder,
    Optional<EmbeddingCacheSettings> embeddingCache) {
  /** Batches as suits the device, keeps nothing on disk. */
  public EngineSettings(
      Device device,
      Precision precision,
      CudaOptions cuda,
      int threads,
      int workers,
      int imagesInFlight) {
    this(
        device,
        BatchPolicy.of(device),
        precision,
        cuda,
        threads,
        workers,
        imagesInFlight,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Returns settings for the CPU, single precision, one image at a time. */
  public static EngineSettings cpu(int threads, int workers) {
    return new EngineSettings(
        Device.cpu(), Precision.FLOAT32, CudaOptions.defaults(), threads, workers, 1);
  }

  /** Returns settings that also write profiles, each into a file whose name begins so. */
  public EngineSettings profiledTo(Path prefix) {
    return with(batching, Optional.of(prefix), graphFolder, embeddingCache);
  }

  /** Returns settings with another policy than suits the device: each works on every device. */
  public EngineSettings withBatching(BatchPolicy policy) {
    return with(policy, profile, graphFolder, embeddingCache);
  }

  /** Returns settings that keep large graphs in a folder. */
  public EngineSettings withGraphFolder(Path folder) {
    return with(batching, profile, Optional.of(folder), embeddingCache);
  }

  /** Returns settings that keep embeddings. */
  public EngineSettings withEmbeddingCache(EmbeddingCacheSettings cache) {
    return with(batching, profile, graphFolder, Optional.of(cache));
  }

  /** Returns settings that keep no embeddings. */
  EngineSettings withoutEmbeddingCache() {
    return with(batching, profile, graphFolder, Optional.empty());
  }

  private EngineSettings with(
      BatchPolicy policy,
      Optional<Path> prefix,
      Optional<Path> folder,
      Optional<EmbeddingCacheSettings> cache) {
    return new EngineSettings(
        device, policy, precision, cuda, threads, workers, imagesInFlight, prefix, folder, cache);
  }

  /**
   * Returns the settings of a session whose runs are not recorded; its profile begins with the
   * graph's name.
   */
  SessionSettings session(String graph) {
    return session(graph, false);
  }

  /** Returns the settings of the encoder's session, whose runs may be recorded. */
  SessionSettings encoderSession(String graph) {
    return session(graph, cuda.cudaGraphs());
  }

  private SessionSettings session(String graph, boolean recorded) {
    return new SessionSettings(
        device,
        threads,
        cuda.toBuilder().cudaGraphs(recorded).build(),
        profile.map(prefix -> Path.of(prefix + "-" + graph.replace(' ', '-'))));
  }

  /**
   * Returns whether the encoder runs on tensors of its own, always the same ones, as a recorded run
   * needs them. The CPU has nothing to record: there the setting is without meaning.
   */
  boolean encodesOnFixedTensors() {
    return cuda.cudaGraphs() && device.isGpu();
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
