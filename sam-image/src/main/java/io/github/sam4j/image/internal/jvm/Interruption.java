package io.github.sam4j.image.internal.jvm;

import java.util.concurrent.CancellationException;

/** Turns the interrupt of a waiting thread into a cancellation of its work. */
public final class Interruption {
  private Interruption() {}

  /** Returns what to throw; the thread stays interrupted. */
  public static CancellationException cancelled(Exception cause) {
    return cancelled("stopped before the end", cause);
  }

  /** Returns what to throw, with a message of its own; the thread stays interrupted. */
  public static CancellationException cancelled(String message, Exception cause) {
    Thread.currentThread().interrupt();
    CancellationException cancelled = new CancellationException(message);
    cancelled.initCause(cause);
    return cancelled;
  }
}
