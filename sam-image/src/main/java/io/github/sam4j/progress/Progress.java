// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.progress;

import java.util.concurrent.CancellationException;

/**
 * Receives the progress of a long operation and can cancel it. Its methods are called on the thread
 * that started the operation.
 */
@FunctionalInterface
public interface Progress {
  /**
   * Reports progress.
   *
   * @param fraction completed share of the operation, in {@code [0, 1]}, never decreasing
   * @param step human-readable name of the current step
   */
  void update(double fraction, String step);

  /**
   * Returns whether to cancel the operation. Polled several times a second; once it returns true,
   * the operation stops within a fraction of a second, releases its resources, and throws a
   * {@link CancellationException} to its caller. Interrupting the calling thread has the same
   * effect.
   */
  default boolean isCancelled() {
    return false;
  }

  /**
   * Throws if the operation is to be cancelled; called by the code that performs the operation.
   *
   * @throws CancellationException if {@link #isCancelled} returns true, or the thread is
   *     interrupted; its interrupt status is kept
   */
  default void checkContinued() {
    if (isCancelled() || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("stopped before the end");
    }
  }

  /**
   * Returns a listener for a part of the operation. Its progress is mapped to a range of this
   * listener, which can also cancel it.
   *
   * @param from completed share of the whole at the start of the part
   * @param to completed share of the whole at the end of the part
   * @param name name of the part, prefixed to its steps
   * @throws IllegalArgumentException unless {@code 0 <= from <= to <= 1}
   */
  default Progress part(double from, double to, String name) {
    // written so that NaN is rejected too
    if (!(0 <= from && from <= to && to <= 1)) {
      throw new IllegalArgumentException(
          "part must be a range within [0, 1], got from=" + from + " to=" + to);
    }
    Progress whole = this;
    return new Progress() {
      @Override
      public void update(double fraction, String step) {
        whole.update(from + fraction * (to - from), name + ": " + step);
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }

  /** Returns a listener that does nothing. */
  static Progress none() {
    return (fraction, step) -> {};
  }
}
