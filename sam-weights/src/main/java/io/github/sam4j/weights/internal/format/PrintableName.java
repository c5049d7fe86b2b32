// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.weights.internal.format;

/** Prepares names read from a file for a message of one line. */
public final class PrintableName {
  private static final int MAX_CHARACTERS = 120;

  private PrintableName() {}

  /** Returns a name, shortened if it is long, with {@code ?} for what can't be printed. */
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
