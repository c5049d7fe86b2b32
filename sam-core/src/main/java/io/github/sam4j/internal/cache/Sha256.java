package io.github.sam4j.internal.cache;

import io.github.sam4j.image.internal.files.Digests;
import java.util.HexFormat;

/** The checksum that names entries. */
public final class Sha256 {
  private Sha256() {}

  /** Returns the checksum of bytes in lower-case hexadecimal digits. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(Digests.sha256().digest(bytes));
  }
}
