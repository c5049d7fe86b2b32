// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.format;

/** Sanitizes names read from a file for one-line messages. */
public final class PrintableName {
  private static final int MAX_CHARACTERS = 120;

  private PrintableName() {}

  /** Returns a name, truncated if it is long, with {@code ?} in place of unprintable characters. */
  public static String of(String name) {
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), MAX_CHARACTERS); i++) {
      char c = name.charAt(i);
      printable.append(c > ' ' && c <= '~' ? c : '?');
    }
    return name.length() > MAX_CHARACTERS
        ? printable.append("...").toString()
        : printable.toString();
  }
}
