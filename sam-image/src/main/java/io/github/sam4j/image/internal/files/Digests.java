// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.files;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 checksums; as text they are 64 lower-case hexadecimal digits. */
public final class Digests {
  private static final int CHUNK = 1 << 20;

  private Digests() {}

  /** Receives the progress of reading a stream, and may end it by throwing. */
  @FunctionalInterface
  public interface ChunkListener {
    /** Called after each chunk with the number of bytes read so far, this chunk included. */
    void read(long bytes);
  }

  /** Returns a new SHA-256 digest. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Completes a digest and returns the checksum. */
  public static String finish(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns the checksum of bytes. */
  public static String sha256(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  /** Returns the checksum of the rest of a stream, which the caller closes. */
  public static String sha256(InputStream in, ChunkListener listener) throws IOException {
    MessageDigest digest = sha256();
    byte[] chunk = new byte[CHUNK];
    long bytes = 0;
    for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
      digest.update(chunk, 0, n);
      bytes += n;
      listener.read(bytes);
    }
    return finish(digest);
  }
}
