// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.internal.table;

import java.util.regex.Pattern;

/**
 * Text as a line of a table may hold it. Names come from files: a line break in one would end the
 * line, and a terminal would obey an escape sequence.
 */
final class OneLine {
  /** Control characters, line and paragraph separators, and controls of the direction of text. */
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]+");

  private OneLine() {}

  /** Returns the text with a space for each run of such characters. */
  static String of(String text) {
    return CONTROLS.matcher(text).replaceAll(" ");
  }
}
