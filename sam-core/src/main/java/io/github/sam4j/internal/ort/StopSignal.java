// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.bytedeco.onnxruntime.RunOptions;

/**
 * Stops work early: current runs end at the next operator of their graph, and later ones do not
 * start. A stop request is final. Safe for use by several threads.
 */
public final class StopSignal {
  private final Set<RunOptions> running = new HashSet<>();
  private boolean requested;

  /** Requests all work with this signal to stop. */
  public synchronized void request() {
    requested = true;
    running.forEach(RunOptions::SetTerminate);
  }

  /** Returns whether a stop has been requested. */
  public synchronized boolean isRequested() {
    return requested;
  }

  /**
   * Checks that no stop has been requested.
   *
   * @throws CancellationException if a stop has been requested
   */
  public void check() {
    if (isRequested()) {
      throw new CancellationException("stopped before the end");
    }
  }

  /** Returns whether there is a current run that a stop would end. */
  synchronized boolean isWatching() {
    return !running.isEmpty();
  }

  /** Registers the options of a run, so that a stop request ends it. */
  synchronized void enter(RunOptions options) {
    check();
    running.add(options);
  }

  /** Unregisters the options of a run, which may be closed afterwards. */
  synchronized void leave(RunOptions options) {
    running.remove(options);
  }
}
