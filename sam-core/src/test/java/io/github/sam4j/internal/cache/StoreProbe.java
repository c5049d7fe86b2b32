// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import io.github.sam4j.cache.EmbeddingCacheSettings;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A process of its own that wants entries in turn, and writes those that aren't there. It prints a
 * line for each that it wrote, and ends badly if it finds wrong values.
 */
final class StoreProbe {
  private StoreProbe() {}

  /** Takes the folder, its bound in entries, how many keys there are, and how often to ask. */
  public static void main(String[] args) {
    TestEntries entries = TestEntries.large();
    long maxBytes = Long.parseLong(args[1]) * entries.bytes();
    EmbeddingStore store = EmbeddingStore.open(
        EmbeddingCacheSettings.builder(Path.of(args[0])).maxBytes(maxBytes).build());
    int keys = Integer.parseInt(args[2]);
    for (int i = 0; i < Integer.parseInt(args[3]); i++) {
      if (!entries.isThere(store, i % keys)) {
        entries.save(store, i % keys);
        System.out.println("wrote " + i % keys);
      }
    }
  }

  /** Starts the process. */
  static Process start(Path folder, int bound, int keys, int times) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            StoreProbe.class.getName(),
            folder.toString(),
            Integer.toString(bound),
            Integer.toString(keys),
            Integer.toString(times))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
