// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import java.util.HexFormat;

/**
 * Identifies the embedding of an image by one encoder configuration. Created by
 * {@link EmbeddingKeys}.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record EmbeddingKey(String sha256) {
  static final int BYTES = 32;

  byte[] bytes() {
    return HexFormat.of().parseHex(sha256);
  }
}
