// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.stream;

import java.io.IOException;

/** Bytes of voxels, read from front to back. */
@FunctionalInterface
public interface ByteSource {
  /**
   * Fills an array from its beginning.
   *
   * @param reused array to fill if it is long enough; else a new one is allocated
   * @return an array whose first {@code count} bytes are filled
   * @throws io.github.sam4j.io.volume.MalformedVolumeException if there are fewer
   */
  byte[] readExactly(byte[] reused, int count) throws IOException;
}
