// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A file that cannot be read as a volume: damaged, of an unknown format, or of an element type that
 * has no single number per voxel.
 *
 * <p>The message names the file, what was expected and what was found; it never contains patient
 * data.
 */
public final class MalformedVolumeException extends IOException {
  private static final long serialVersionUID = 1L;
  private static final long UNKNOWN = -1;

  private final String path;
  private final long byteOffset;

  /** Creates the exception for a problem at an unknown place of the file. */
  public MalformedVolumeException(Path path, String problem) {
    super(path + ": " + problem);
    this.path = path.toString();
    this.byteOffset = UNKNOWN;
  }

  /**
   * Creates the exception for a problem at a known place.
   *
   * @param byteOffset offset into the file, after decompression if it is compressed
   */
  public MalformedVolumeException(Path path, long byteOffset, String problem) {
    super(path + ": " + problem + " at byte " + byteOffset);
    this.path = path.toString();
    this.byteOffset = byteOffset;
  }

  /** Creates the exception for a problem that another exception reported. */
  public MalformedVolumeException(Path path, long byteOffset, String problem, Throwable cause) {
    this(path, byteOffset, problem);
    initCause(cause);
  }

  /** The file. */
  public Path path() {
    return Path.of(path);
  }

  /** Offset into the file, after decompression if it is compressed; empty if it is unknown. */
  public OptionalLong byteOffset() {
    return byteOffset == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(byteOffset);
  }
}
