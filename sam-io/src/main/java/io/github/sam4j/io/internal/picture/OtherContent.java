// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io.internal.picture;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Names files of other formats by their first bytes, whatever their names end in. */
final class OtherContent {
  /** First characters of a file (ISO 8859-1) and the format that they mean. */
  private static final Map<String, String> BEGINNINGS = Map.of(
      "II*\0", "a TIFF",
      "MM\0*", "a TIFF",
      "II+\0", "a BigTIFF",
      "MM\0+", "a BigTIFF",
      "GIF8", "a GIF",
      "BM", "a BMP",
      "\u008AMNG", "an MNG",
      "\u008BJNG", "a JNG",
      "%PDF", "a PDF",
      "\0\0\0\fjP  ", "a JPEG 2000");

  private OtherContent() {}

  /** Returns words for a file that is neither PNG nor JPEG. */
  static String name(byte[] file) {
    if (file.length == 0) {
      return "an empty file";
    }
    String head = new String(file, 0, Math.min(file.length, 132), StandardCharsets.ISO_8859_1);
    if (head.startsWith("ftyp", 4) && head.length() >= 12) {
      String brand = head.substring(8, 12);
      if (brand.startsWith("avi")) {
        return "an AVIF";
      }
      if (brand.startsWith("he") || brand.startsWith("mi") || brand.startsWith("ms")) {
        return "a HEIC";
      }
    }
    if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
      return "a WebP";
    }
    if (head.startsWith("DICM", 128)) {
      return "a DICOM file";
    }
    return BEGINNINGS.entrySet().stream()
        .filter(entry -> head.startsWith(entry.getKey()))
        .map(Map.Entry::getValue)
        .findAny()
        .orElse("a file that begins like neither");
  }
}
