// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Tracks whether a segmenter is open. Safe for use by several threads; closing never waits. */
final class OpenState {
  private volatile boolean closed;

  /**
   * Checks that the segmenter is open.
   *
   * @throws IllegalStateException if it is closed
   */
  void check() {
    if (closed) {
      throw new IllegalStateException("SamSegmenter is closed");
    }
  }

  /**
   * Runs a task that needs sessions or worker threads. If these are closed during the task, the
   * exception names the segmenter, which is the object that the caller knows.
   *
   * @throws IllegalStateException if the segmenter is closed before the task or during it
   */
  <T> T whileOpen(Supplier<T> task) {
    check();
    try {
      return task.get();
    } catch (IllegalStateException | RejectedExecutionException e) {
      check();
      throw e;
    }
  }

  void close() {
    closed = true;
  }
}
