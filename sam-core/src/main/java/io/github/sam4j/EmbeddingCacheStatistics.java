package io.github.sam4j;

import java.time.Duration;

/**
 * What a cache of embeddings has done for one segmenter.
 *
 * @param hits images whose embedding was there
 * @param misses images that were encoded
 * @param bytes that all embeddings in the folder take, as far as this process has heard of them
 * @param timeSaved what encoding the hits took when they were encoded, less what finding them took;
 *     negative where the encoder is faster than the disk
 */
public record EmbeddingCacheStatistics(long hits, long misses, long bytes, Duration timeSaved) {
  /** Returns how many images were asked for. */
  public long requests() {
    return hits + misses;
  }
}
