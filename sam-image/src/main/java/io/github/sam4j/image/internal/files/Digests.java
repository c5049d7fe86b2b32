package io.github.sam4j.image.internal.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Creates the message digests whose values name files and cache entries. */
public final class Digests {
  private Digests() {}

  /** Returns a new SHA-256 digest. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
