package io.github.sam4j.internal.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** When an entry was used: when it was last modified. Whoever uses it says so. */
final class LastUse {
  private LastUse() {}

  static void set(Path entry, Instant now) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(now));
    } catch (IOException e) {
      // deleted meanwhile, or somebody else's: then it seems older than it is
    }
  }

  static boolean isBefore(Path entry, Instant limit) throws IOException {
    return Files.getLastModifiedTime(entry).toInstant().isBefore(limit);
  }
}
