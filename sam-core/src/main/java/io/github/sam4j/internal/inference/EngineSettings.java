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
 * Settings of an engine.
 *
 * @param device the device that runs the graphs, never {@link Device.Kind#AUTO}
 * @param batching batch sizes, by default those that suit the device
 * @param precision precision of the networks; for 16-bit floats, graphs are converted before they
 *     are loaded
 * @param cuda options for a GPU, ignored on the CPU
 * @param threads number of threads per operator on the CPU
 * @param workers number of threads that process masks
 * @param imagesInFlight maximum number of images encoded at once
 * @param profile path prefix of the profiles of all sessions, for measurements
 * @param graphFolder cache folder for large graphs; without it, all graphs are generated in memory
 * @param embeddingCache settings of the embedding cache; without it, all embeddings are computed
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
  /** Creates settings with the batching that suits the device and without caches on disk. */
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

  /** Returns settings that also write profiles to files with the given path prefix. */
  public EngineSettings profiledTo(Path prefix) {
    return with(batching, Optional.of(prefix), graphFolder, embeddingCache);
  }

  /** Returns settings with the given batch policy; each policy works on every device. */
  public EngineSettings withBatching(BatchPolicy policy) {
    return with(policy, profile, graphFolder, embeddingCache);
  }

  /** Returns settings that cache large graphs in a folder. */
  public EngineSettings withGraphFolder(Path folder) {
    return with(batching, profile, Optional.of(folder), embeddingCache);
  }

  /** Returns settings with an embedding cache. */
  public EngineSettings withEmbeddingCache(EmbeddingCacheSettings cache) {
    return with(batching, profile, graphFolder, Optional.of(cache));
  }

  /** Returns settings without an embedding cache. */
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
   * Returns the settings of a session without CUDA graph recording; the name of its profile
   * contains that of the graph.
   */
  SessionSettings session(String graph) {
    return session(graph, false);
  }

  /** Returns the settings of the encoder's session, which may record a CUDA graph. */
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
   * Returns whether the encoder always runs on the same tensors, as CUDA graphs require. False on
   * the CPU, which ignores the setting.
   */
  boolean encodesOnFixedTensors() {
    return cuda.cudaGraphs() && device.isGpu();
  }

  /** Returns the maximum number of prompts per decoder batch. */
  public int promptBatch() {
    return batching.prompts();
  }

  /** Returns the maximum number of points per grid decoder batch. */
  public int gridBatch() {
    return batching.points();
  }

  /** Returns the number of concurrent batches of points. */
  public int lanes() {
    return batching.lanes(workers);
  }
}
