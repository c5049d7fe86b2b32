// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.bytedeco.onnxruntime.RunOptions;

/**
 * Ends work early: runs under way stop at the next operator of their graph, later ones don't start.
 * Once asked for, a stop is final. Safe for use by several threads.
 */
public final class StopSignal {
  private final Set<RunOptions> running = new HashSet<>();
  private boolean requested;

  /** Asks all work that carries this signal to stop. */
  public synchronized void request() {
    requested = true;
    running.forEach(RunOptions::SetTerminate);
  }

  /** Returns whether a stop was asked for. */
  public synchronized boolean isRequested() {
    return requested;
  }

  /**
   * Does nothing unless a stop was asked for.
   *
   * @throws CancellationException if a stop was asked for
   */
  public void check() {
    if (isRequested()) {
      throw new CancellationException("stopped before the end");
    }
  }

  /** Returns whether a run is under way that a stop would end. */
  synchronized boolean isWatching() {
    return !running.isEmpty();
  }

  /** Lets this signal stop the run that these options belong to. */
  synchronized void enter(RunOptions options) {
    check();
    running.add(options);
  }

  /** Ends what {@link #enter} began; afterwards the options may be closed. */
  synchronized void leave(RunOptions options) {
    running.remove(options);
  }
}
