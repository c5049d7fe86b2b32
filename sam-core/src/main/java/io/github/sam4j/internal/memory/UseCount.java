// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.memory;

/**
 * Frees a resource once it is closed and its last user has left, whichever comes last.
 *
 * <p>Native memory must never be freed under a thread that works on it. So users enter and leave,
 * closing never waits, and nobody can enter after it. Safe for use by several threads.
 */
public final class UseCount {
  private final String what;
  private final Runnable free;
  private int users;
  private boolean closed;

  /**
   * Begins open and unused.
   *
   * @param what the name of the resource in messages
   * @param free called once, on the thread that closes or leaves last
   */
  public UseCount(String what, Runnable free) {
    this.what = what;
    this.free = free;
  }

  /**
   * Keeps it from being freed until {@link #leave}.
   *
   * @throws IllegalStateException if it is closed
   */
  public synchronized void enter() {
    checkOpen();
    users++;
  }

  /** Ends what one {@link #enter} began. */
  public void leave() {
    boolean last;
    synchronized (this) {
      if (users == 0) {
        throw new IllegalStateException("nobody uses " + what);
      }
      users--;
      last = closed && users == 0;
    }
    if (last) {
      free.run();
    }
  }

  /**
   * Does nothing unless it is closed.
   *
   * @throws IllegalStateException if it is closed
   */
  public synchronized void checkOpen() {
    if (closed) {
      throw new IllegalStateException(what + " is closed");
    }
  }

  /** Returns whether {@link #close} was called. */
  public synchronized boolean isClosed() {
    return closed;
  }

  /** Closes it; frees it now if nobody uses it. Idempotent. */
  public void close() {
    boolean last;
    synchronized (this) {
      last = !closed && users == 0;
      closed = true;
    }
    if (last) {
      free.run();
    }
  }
}
