package io.github.sam4j.internal.inference;

import java.util.concurrent.CancellationException;

/** What an interrupt of a waiting thread comes to: the end of its work, told as a cancellation. */
final class Interruption {
  private Interruption() {}

  /** Interrupts this thread again and returns what to throw. */
  static CancellationException of(String message, InterruptedException cause) {
    Thread.currentThread().interrupt();
    CancellationException cancelled = new CancellationException(message);
    cancelled.initCause(cause);
    return cancelled;
  }
}
