// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.io;

import io.github.sam4j.io.VolumeFormat.Probe;

/** Identifies well-known formats that no {@link VolumeFormat} reads, for error messages. */
final class OtherFormats {
  private static final int DICOM_PREAMBLE = 128;

  private OtherFormats() {}

  /** Describes a file by its beginning, to complete "expected …, got". */
  static String describe(Probe file) {
    if (!file.head().hasRemaining()) {
      return "an empty file";
    }
    String name = name(file);
    return name.isEmpty() ? "a file of an unknown kind" : name + ", which is not supported";
  }

  private static String name(Probe file) {
    if (file.hasText(DICOM_PREAMBLE, "DICM")) {
      return "DICOM";
    }
    if (file.hasText(0, "ObjectType") || file.hasText(0, "NDims")) {
      return "MetaImage";
    }
    if (file.hasText(0, "\u0089HDF") || file.hasText(0, "CDF")) {
      return "MINC or HDF";
    }
    if (file.hasText(0, "\u0089PNG") || file.hasText(0, "\u00FF\u00D8\u00FF")) {
      return "PNG or JPEG";
    }
    return "";
  }
}
