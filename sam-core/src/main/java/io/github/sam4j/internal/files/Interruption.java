package io.github.sam4j.internal.files;

import java.util.concurrent.CancellationException;

/** Ends work of a thread that was interrupted. */
public final class Interruption {
  private Interruption() {}

  /** Returns what to throw; the thread stays interrupted. */
  public static CancellationException cancelled(Exception cause) {
    Thread.currentThread().interrupt();
    CancellationException cancelled = new CancellationException("stopped before the end");
    cancelled.initCause(cause);
    return cancelled;
  }
}
