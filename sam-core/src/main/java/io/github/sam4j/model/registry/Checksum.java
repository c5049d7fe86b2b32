package io.github.sam4j.model.registry;

import io.github.sam4j.image.internal.files.Digests;
import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Computes SHA-256 checksums. */
final class Checksum {
  private static final int CHUNK = 1 << 20;

  private Checksum() {}

  /** Returns the checksum of a file in lower-case hexadecimal digits. */
  static String of(Path file, Progress progress) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return of(in, Files.size(file), "checking " + file.getFileName(), progress);
    }
  }

  /** Returns the checksum of a stream, whose size is known for the progress only. */
  static String of(InputStream in, long bytes, String step, Progress progress) throws IOException {
    MessageDigest digest = Digests.sha256();
    byte[] chunk = new byte[CHUNK];
    try {
      long done = 0;
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        progress.checkContinued();
        digest.update(chunk, 0, n);
        done += n;
        progress.update(Math.min(1, (double) done / Math.max(1, bytes)), step);
      }
    } catch (ClosedByInterruptException e) {
      progress.checkContinued();
      throw e;
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
