// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.cache.EmbeddingCacheStatistics;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.cache.EmbeddingKey;
import io.github.sam4j.internal.cache.EmbeddingKeys;
import io.github.sam4j.internal.cache.EmbeddingStore;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.TensorMemory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Loads embeddings from a store, and encodes and stores those that are missing. Safe for use by
 * several threads; two that request the same embedding at once may both encode it.
 */
final class CachedEmbeddings {
  /**
   * An embedding computed by the encoder.
   *
   * @param embedding owned by the holder of this record
   * @param encoding time that the encoder took, excluding time spent waiting
   */
  record Encoded(OrtTensor embedding, Duration encoding) {}

  private final EmbeddingStore store;
  private final EmbeddingKeys keys;
  private final TensorMemory memory;
  private final long[] shape;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder savedNanos = new LongAdder();

  /**
   * Creates a cache over a store.
   *
   * @param shape shape of every embedding
   */
  CachedEmbeddings(EmbeddingStore store, EmbeddingKeys keys, TensorMemory memory, long... shape) {
    this.store = store;
    this.keys = keys;
    this.memory = memory;
    this.shape = shape.clone();
  }

  /** Returns the embedding of an image, on the device; the caller closes it. */
  OrtTensor embedding(RgbImage image, Supplier<Encoded> encoder) {
    long start = System.nanoTime();
    EmbeddingKey key = keys.of(image);
    Optional<OrtTensor> kept = find(key, start);
    if (kept.isPresent()) {
      return kept.get();
    }
    Encoded encoded = encoder.get();
    misses.increment();
    try {
      keep(key, encoded);
      return encoded.embedding();
    } catch (RuntimeException | Error e) {
      encoded.embedding().close();
      throw e;
    }
  }

  private Optional<OrtTensor> find(EmbeddingKey key, long start) {
    try (OrtTensor values = memory.stagingFloats(shape)) {
      Optional<Duration> encoding = store.load(key, shape, values.floatBuffer());
      if (encoding.isEmpty()) {
        return Optional.empty();
      }
      OrtTensor embedding = onDevice(values);
      hits.increment();
      savedNanos.add(encoding.get().toNanos() - (System.nanoTime() - start));
      return Optional.of(embedding);
    }
  }

  private OrtTensor onDevice(OrtTensor values) {
    OrtTensor embedding = memory.deviceFloats(shape);
    try {
      memory.copy(values, embedding);
      return embedding;
    } catch (RuntimeException | Error e) {
      embedding.close();
      throw e;
    }
  }

  private void keep(EmbeddingKey key, Encoded encoded) {
    try (OrtTensor values = memory.stagingFloats(shape)) {
      memory.copy(encoded.embedding(), values);
      store.save(key, shape, values.floatBuffer(), encoded.encoding());
    }
  }

  EmbeddingCacheStatistics statistics() {
    return new EmbeddingCacheStatistics(
        hits.sum(), misses.sum(), store.bytes(), Duration.ofNanos(savedNanos.sum()));
  }
}
