// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * A folder of 1970 that nobody can delete, whatever he may: what is in it has longer paths than
 * Linux takes.
 */
final class UndeletableFolder implements Closeable {
  private static final int PARTS = 35;

  private final Path near;
  private final Path far;

  private UndeletableFolder(Path near, Path far) {
    this.near = near;
    this.far = far;
  }

  /** Makes the folder; another folder beside its parent is needed for it. */
  static UndeletableFolder make(Path folder, Path spare) throws IOException {
    Path bottom = Files.createDirectories(folder.resolve(chain()));
    Files.createDirectories(spare.resolve(chain()));
    Path far = Files.move(spare, bottom.resolve("far"));
    Files.setLastModifiedTime(folder, FileTime.fromMillis(0));
    return new UndeletableFolder(spare, far);
  }

  private static String chain() {
    return ("d".repeat(99) + "/").repeat(PARTS);
  }

  /** Makes it one that can be deleted. */
  @Override
  public void close() throws IOException {
    Files.move(far, near);
  }
}
