// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

/**
 * Why a device can't be used.
 *
 * @param text the reason and what to do about it, one line
 * @param lasting whether it holds as long as this process runs
 */
record DeviceProblem(String text, boolean lasting) {
  /** Returns a problem that holds as long as this process runs. */
  static DeviceProblem lasting(String text) {
    return new DeviceProblem(text, true);
  }

  /** Returns a problem that may be gone the next time the device is tried. */
  static DeviceProblem temporary(String text) {
    return new DeviceProblem(text, false);
  }
}
