package io.github.sam4j.internal.cache;

import java.nio.file.Path;

/**
 * Where and how embeddings are kept.
 *
 * @param folder made when a store is opened
 * @param maxBytes of all entries together
 * @param halves whether values are rounded to 16 bits
 */
public record StoreSettings(Path folder, long maxBytes, boolean halves) {}
