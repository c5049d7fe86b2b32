package io.github.sam4j.internal.inference;

import java.time.Duration;

/**
 * What keeping embeddings has come to.
 *
 * @param hits images whose embedding was there
 * @param misses images that were encoded
 * @param bytes of all entries, as far as this process has heard of them
 * @param saved what encoding the hits had taken, less what finding them took
 */
public record ReuseCounts(long hits, long misses, long bytes, Duration saved) {}
