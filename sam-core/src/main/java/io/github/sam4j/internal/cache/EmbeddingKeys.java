// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import io.github.sam4j.image.RgbImage;
import io.github.sam4j.image.internal.files.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/**
 * Creates the cache keys of one encoder: checksums of the image and everything else that its
 * embedding depends on. Immutable.
 */
public final class EmbeddingKeys {
  private final byte[] origin;

  private EmbeddingKeys(byte[] origin) {
    this.origin = origin;
  }

  /**
   * Returns the keys of an encoder.
   *
   * @param origin what embeddings depend on besides the image, as named properties; the version of
   *     this library is added
   */
  public static EmbeddingKeys of(Map<String, String> origin) {
    return of(origin, LibraryVersion.get());
  }

  static EmbeddingKeys of(Map<String, String> origin, String libraryVersion) {
    MessageDigest digest = Digests.sha256();
    update(digest, libraryVersion);
    new TreeMap<>(origin).forEach((name, value) -> {
      update(digest, name);
      update(digest, value);
    });
    return new EmbeddingKeys(digest.digest());
  }

  /**
   * Adds a text preceded by its length, so that different lists of texts never have the same bytes.
   */
  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
    digest.update(bytes);
  }

  /** Returns the key of an image. */
  public EmbeddingKey of(RgbImage image) {
    MessageDigest digest = Digests.sha256();
    digest.update(origin);
    digest.update(ByteBuffer.allocate(2 * Integer.BYTES)
        .putInt(image.width())
        .putInt(image.height())
        .flip());
    digest.update(image.toByteArray());
    return new EmbeddingKey(Digests.finish(digest));
  }
}
