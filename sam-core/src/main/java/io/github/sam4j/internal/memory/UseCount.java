// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.memory;

/**
 * Frees a resource when it has been closed and its last user has left.
 *
 * <p>Native memory must never be freed while a thread works on it. So users enter and leave,
 * closing never waits, and no user can enter afterwards. Safe for use by several threads.
 */
public final class UseCount {
  private final String what;
  private final Runnable free;
  private int users;
  private boolean closed;

  /**
   * Creates an open, unused count.
   *
   * @param what name of the resource in messages
   * @param free called once, on the thread that closes or leaves last
   */
  public UseCount(String what, Runnable free) {
    this.what = what;
    this.free = free;
  }

  /**
   * Keeps the resource from being freed until {@link #leave}.
   *
   * @throws IllegalStateException if it is closed
   */
  public synchronized void enter() {
    checkOpen();
    users++;
  }

  /** Ends a use that began with {@link #enter}. */
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
   * Checks that the resource is open.
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

  /** Closes the resource and frees it now if it is unused. Idempotent. */
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
