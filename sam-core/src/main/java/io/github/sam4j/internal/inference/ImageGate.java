// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.image.internal.jvm.Interruption;
import io.github.sam4j.internal.ort.StopSignal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds how many images are encoded at once: each needs hundreds of MB while the encoder works on
 * it. First come, first served. Safe for use by several threads.
 *
 * <p>A fair semaphore won't do: a thread that pauses its wait to check whether it was stopped would
 * lose its place in the queue.
 */
final class ImageGate {
  private static final long PATIENCE_MILLIS = 20;

  private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
  private int places;

  ImageGate(int images) {
    places = images;
  }

  /**
   * Does a task as soon as there is a place; at once if there is one, even on an interrupted
   * thread.
   *
   * @param checkOpen called several times a second while waiting; what it throws ends the wait
   * @throws CancellationException if it was stopped or this thread interrupted while waiting; after
   *     an interrupt the thread is interrupted again
   */
  <T> T pass(StopSignal stop, Runnable checkOpen, Supplier<T> task) {
    enter(stop, checkOpen);
    try {
      return task.get();
    } finally {
      leave();
    }
  }

  private void enter(StopSignal stop, Runnable checkOpen) {
    CountDownLatch turn = queueUp();
    boolean entered = false;
    try {
      // waiting fails on an interrupted thread, even if there is nothing to wait for
      while (turn.getCount() > 0 && !turn.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        stop.check();
        checkOpen.run();
      }
      entered = true;
    } catch (InterruptedException e) {
      throw Interruption.cancelled("interrupted while waiting for the encoder", e);
    } finally {
      if (!entered) {
        giveUp(turn);
      }
    }
  }

  private synchronized CountDownLatch queueUp() {
    CountDownLatch turn = new CountDownLatch(1);
    if (places > 0) {
      places--;
      turn.countDown();
    } else {
      waiting.add(turn);
    }
    return turn;
  }

  private synchronized void giveUp(CountDownLatch turn) {
    if (!waiting.remove(turn)) {
      // its turn came in the meantime
      leave();
    }
  }

  private synchronized void leave() {
    if (waiting.isEmpty()) {
      places++;
    } else {
      waiting.remove().countDown();
    }
  }
}
