// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.nrrd;

import io.github.sam4j.io.volume.ElementType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** NRRD's names of element types. A plain {@code char} is none, as its sign is not known. */
final class TypeNames {
  private static final Map<String, ElementType> TYPES = new HashMap<>();
  private static final Map<ElementType, String> WRITTEN = new EnumMap<>(ElementType.class);

  static {
    put(ElementType.INT8, "int8", "int8_t", "signed char");
    put(ElementType.UINT8, "uint8", "uint8_t", "uchar", "unsigned char");
    put(ElementType.INT16, "int16", "int16_t", "short", "short int", "signed short");
    put(ElementType.INT16, "signed short int");
    put(ElementType.UINT16, "uint16", "uint16_t", "ushort", "unsigned short");
    put(ElementType.UINT16, "unsigned short int");
    put(ElementType.INT32, "int32", "int32_t", "int", "signed int");
    put(ElementType.UINT32, "uint32", "uint32_t", "uint", "unsigned int");
    put(ElementType.INT64, "int64", "int64_t", "longlong", "long long", "long long int");
    put(ElementType.INT64, "signed long long", "signed long long int");
    put(ElementType.UINT64, "uint64", "uint64_t", "ulonglong", "unsigned long long");
    put(ElementType.UINT64, "unsigned long long int");
    put(ElementType.FLOAT32, "float");
    put(ElementType.FLOAT64, "double");
  }

  private TypeNames() {}

  private static void put(ElementType type, String... names) {
    WRITTEN.putIfAbsent(type, names[0]);
    for (String name : names) {
      TYPES.put(name, type);
    }
  }

  static Optional<ElementType> type(String name) {
    return Optional.ofNullable(
        TYPES.get(name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT)));
  }

  /** Returns the name to write: the one that says how many bits it has, where there is one. */
  static String name(ElementType type) {
    return Objects.requireNonNull(WRITTEN.get(type));
  }
}
