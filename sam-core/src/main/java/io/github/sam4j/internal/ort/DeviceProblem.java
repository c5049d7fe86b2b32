// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

/**
 * The reason why a device can't be used.
 *
 * @param text the reason and what to do about it, as one line
 * @param lasting whether the problem remains for the life of this process
 */
record DeviceProblem(String text, boolean lasting) {
  /** Returns a problem that remains for the life of this process. */
  static DeviceProblem lasting(String text) {
    return new DeviceProblem(text, true);
  }

  /** Returns a problem that may be gone at the next attempt. */
  static DeviceProblem temporary(String text) {
    return new DeviceProblem(text, false);
  }
}
