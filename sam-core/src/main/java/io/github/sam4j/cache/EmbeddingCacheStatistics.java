// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.cache;

import java.time.Duration;

/**
 * What a cache of embeddings has done for one segmenter.
 *
 * @param hits images whose embedding was in the cache
 * @param misses images that were encoded
 * @param bytes size of all embeddings in the folder, as far as this process knows
 * @param timeSaved time that encoding the hits once took, minus the time that loading them took;
 *     negative where the encoder is faster than the disk
 */
public record EmbeddingCacheStatistics(long hits, long misses, long bytes, Duration timeSaved) {
  /** Returns how many images were asked for. */
  public long requests() {
    return hits + misses;
  }
}
