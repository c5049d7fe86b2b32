// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.cache.EmbeddingCacheStatistics;
import io.github.sam4j.image.RgbImage;
import io.github.sam4j.internal.ort.OrtTensor;
import io.github.sam4j.internal.ort.StopSignal;
import io.github.sam4j.internal.preprocessing.FrameResize;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Provides the embeddings of images from the cache or from the encoder, which processes a bounded
 * number of images at a time. Safe for use by several threads.
 */
final class EmbeddingSource implements AutoCloseable {
  private final ImageEncoder encoder;
  private final @Nullable CachedEmbeddings cache;
  private final ImageGate gate;
  private final OpenState open;

  /** Takes ownership of the encoder. */
  EmbeddingSource(
      ImageEncoder encoder, @Nullable CachedEmbeddings cache, int imagesInFlight, OpenState open) {
    this.encoder = encoder;
    this.cache = cache;
    this.gate = new ImageGate(imagesInFlight);
    this.open = open;
  }

  /** Returns the embedding of an image, on the device; the caller closes it. */
  OrtTensor embedding(RgbImage image, FrameResize resize, StopSignal stop) {
    return cache == null
        ? encode(image, resize, stop).embedding()
        : cache.embedding(image, () -> encode(image, resize, stop));
  }

  /** Encodes an image without consulting the cache. */
  CachedEmbeddings.Encoded encode(RgbImage image, FrameResize resize, StopSignal stop) {
    return gate.pass(stop, open::check, () -> {
      long start = System.nanoTime();
      OrtTensor embedding = encoder.encode(image, resize, stop);
      return new CachedEmbeddings.Encoded(embedding, Duration.ofNanos(System.nanoTime() - start));
    });
  }

  /** Returns the statistics of the cache, if there is one. */
  Optional<EmbeddingCacheStatistics> cacheStatistics() {
    return Optional.ofNullable(cache).map(CachedEmbeddings::statistics);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
