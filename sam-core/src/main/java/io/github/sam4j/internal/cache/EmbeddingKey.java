package io.github.sam4j.internal.cache;

import java.util.HexFormat;

/**
 * Which embedding: that of one picture, made in one way. {@link EmbeddingKeys} makes them.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record EmbeddingKey(String sha256) {
  static final int BYTES = 32;

  byte[] bytes() {
    return HexFormat.of().parseHex(sha256);
  }
}
