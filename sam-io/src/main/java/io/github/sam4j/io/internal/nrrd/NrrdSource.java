// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.volume.SourceHeader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is kept of a header.
 *
 * @param space the space to write the geometry in
 * @param geometrySource the field that the geometry was taken from
 * @param isPositioned whether space, directions and origin are stated
 * @param raw whether the voxels were not compressed
 * @param pairs keys and values in their order. They may hold data of patients: no message shows
 *     them, and the writer leaves them out, as they may not hold for what was made of the volume
 */
public record NrrdSource(
    Space space,
    String geometrySource,
    boolean isPositioned,
    boolean raw,
    Map<String, String> pairs)
    implements SourceHeader {
  /** Copies the pairs. */
  public NrrdSource {
    pairs = Collections.unmodifiableMap(new LinkedHashMap<>(pairs));
  }

  /** Shows no keys and values. */
  @Override
  public String toString() {
    return "NrrdSource[" + space + ", " + geometrySource + "]";
  }
}
