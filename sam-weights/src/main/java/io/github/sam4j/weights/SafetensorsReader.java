// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights;

import io.github.sam4j.weights.internal.format.ElementType;
import io.github.sam4j.weights.internal.format.PrintableName;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Reads safetensors files.
 *
 * <pre>
 *   8 bytes   length of the header, little-endian
 *   header    JSON: {"NAME": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, ...}
 *   the rest  the values; offsets count from here, the end is exclusive
 * </pre>
 */
final class SafetensorsReader {
  private static final int LENGTH_BYTES = 8;
  private static final long MAX_HEADER_BYTES = 1 << 24;

  private static final Map<String, ElementType> TYPES = Map.ofEntries(
      Map.entry("F16", ElementType.FLOAT16),
      Map.entry("BF16", ElementType.BFLOAT16),
      Map.entry("F32", ElementType.FLOAT32),
      Map.entry("F64", ElementType.FLOAT64),
      Map.entry("BOOL", ElementType.BOOL),
      Map.entry("I8", ElementType.INT8),
      Map.entry("U8", ElementType.UINT8),
      Map.entry("I16", ElementType.INT16),
      Map.entry("U16", ElementType.UINT16),
      Map.entry("I32", ElementType.INT32),
      Map.entry("U32", ElementType.UINT32),
      Map.entry("I64", ElementType.INT64),
      Map.entry("U64", ElementType.UINT64));

  private SafetensorsReader() {}

  static NamedTensors read(FileBytes file) {
    ByteCursor in = new ByteCursor(file, "the file", 0, file.size());
    long headerBytes = in.i64();
    if (headerBytes < 0 || headerBytes > Math.min(MAX_HEADER_BYTES, in.remaining())) {
      throw new IllegalArgumentException("the header has " + Long.toUnsignedString(headerBytes)
          + " bytes, expected at most " + MAX_HEADER_BYTES + " and not more than the "
          + in.remaining() + " that follow");
    }
    List<SafetensorsHeader.Entry> entries = SafetensorsHeader.parse(in.bytes(headerBytes));
    long start = LENGTH_BYTES + headerBytes;
    checkRanges(entries, file.size() - start);
    Map<String, WeightTensor> tensors = new TreeMap<>();
    for (SafetensorsHeader.Entry entry : entries) {
      String name = PrintableName.of(entry.name());
      ElementType type = type(entry);
      FileRegion region = new FileRegion(
          file, start + entry.begin(), entry.end() - entry.begin(), OptionalLong.empty());
      if (region.bytes() % type.bytes() != 0) {
        throw new IllegalArgumentException("tensor " + name + " has " + region.bytes()
            + " bytes, expected a multiple of " + type.bytes());
      }
      TensorLayout layout =
          TensorLayout.rowMajor(name, region.bytes() / type.bytes(), entry.shape());
      if (type.isFloatingPoint()) {
        tensors.put(entry.name(), layout.tensor(name, region, type));
      }
    }
    return NamedTensors.of(tensors);
  }

  private static ElementType type(SafetensorsHeader.Entry entry) {
    ElementType type = TYPES.get(entry.type());
    if (type == null) {
      throw new IllegalArgumentException("tensor " + PrintableName.of(entry.name()) + " has type "
          + PrintableName.of(entry.type()) + ", expected one of "
          + TYPES.keySet().stream().sorted().toList());
    }
    return type;
  }

  /** Checks that the ranges of all tensors lie in the file and do not overlap. */
  private static void checkRanges(List<SafetensorsHeader.Entry> entries, long dataBytes) {
    long taken = 0;
    List<SafetensorsHeader.Entry> ordered = entries.stream()
        .sorted(Comparator.comparingLong(SafetensorsHeader.Entry::begin)
            .thenComparingLong(SafetensorsHeader.Entry::end))
        .toList();
    for (SafetensorsHeader.Entry entry : ordered) {
      if (entry.begin() < taken || entry.end() < entry.begin() || entry.end() > dataBytes) {
        throw new IllegalArgumentException(
            "tensor " + PrintableName.of(entry.name()) + " has offsets "
                + entry.begin() + " to " + entry.end() + ", outside the " + dataBytes
                + " bytes of the file or over another tensor");
      }
      taken = entry.end();
    }
  }
}
