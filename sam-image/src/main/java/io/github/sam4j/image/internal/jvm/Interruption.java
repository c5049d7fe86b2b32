// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.image.internal.jvm;

import java.util.concurrent.CancellationException;

/** Converts the interruption of a waiting thread into the cancellation of its work. */
public final class Interruption {
  private Interruption() {}

  /** Returns the exception to throw and restores the interrupt status of the thread. */
  public static CancellationException cancelled(Exception cause) {
    return cancelled("stopped before the end", cause);
  }

  /** Returns the exception to throw, with the given message, and restores the interrupt status. */
  public static CancellationException cancelled(String message, Exception cause) {
    Thread.currentThread().interrupt();
    CancellationException cancelled = new CancellationException(message);
    cancelled.initCause(cause);
    return cancelled;
  }
}
