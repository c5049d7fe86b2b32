// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nifti;

import io.github.sam4j.io.volume.ElementType;
import java.util.Map;
import java.util.Optional;

/** NIfTI's codes of element types. */
final class DataTypes {
  private static final Map<Integer, ElementType> SUPPORTED = Map.of(
      2, ElementType.UINT8,
      4, ElementType.INT16,
      8, ElementType.INT32,
      16, ElementType.FLOAT32,
      64, ElementType.FLOAT64,
      256, ElementType.INT8,
      512, ElementType.UINT16,
      768, ElementType.UINT32,
      1024, ElementType.INT64,
      1280, ElementType.UINT64);
  private static final Map<Integer, String> REFUSED = Map.of(
      0, "unknown",
      1, "bits",
      32, "complex of two float32",
      128, "RGB",
      1536, "float128",
      1792, "complex of two float64",
      2048, "complex of two float128",
      2304, "RGBA");

  private DataTypes() {}

  static Optional<ElementType> type(int code) {
    return Optional.ofNullable(SUPPORTED.get(code));
  }

  /** Returns the name of a type that cannot be read. */
  static String name(int code) {
    return REFUSED.getOrDefault(code, "not in the format");
  }

  static int code(ElementType type) {
    return SUPPORTED.entrySet().stream()
        .filter(entry -> entry.getValue() == type)
        .findFirst()
        .orElseThrow()
        .getKey();
  }
}
