// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.cache;

/** The version of this library according to its jar. */
final class LibraryVersion {
  private LibraryVersion() {}

  /** Returns the version, or {@code development} where the classes don't come from a jar. */
  static String get() {
    String version = LibraryVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
