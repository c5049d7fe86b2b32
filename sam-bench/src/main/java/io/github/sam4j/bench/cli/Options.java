// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.bench.cli;

/** Checks of what options were given. */
public final class Options {
  private Options() {}

  /**
   * Checks a number.
   *
   * @throws IllegalArgumentException if it is less than the least that makes sense
   */
  public static void checkAtLeast(int least, String option, int value) {
    if (value < least) {
      throw new IllegalArgumentException(option + " must be at least " + least + ", got " + value);
    }
  }
}
