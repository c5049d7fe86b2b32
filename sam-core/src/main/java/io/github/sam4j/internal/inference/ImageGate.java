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
 * Limits the number of images encoded at once, as each takes hundreds of MB in the encoder.
 * Requests are served in order of arrival. Safe for use by several threads.
 *
 * <p>A fair semaphore is not sufficient: a thread that interrupts its wait to check for a stop
 * request would lose its place in the queue.
 */
final class ImageGate {
  private static final long PATIENCE_MILLIS = 20;

  private final Deque<CountDownLatch> waiting = new ArrayDeque<>();
  private int places;

  ImageGate(int images) {
    places = images;
  }

  /**
   * Runs a task as soon as there is a free slot; immediately if there is one, even on an
   * interrupted thread.
   *
   * @param checkOpen called several times a second while waiting; may throw to end the wait
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
      // await would throw on an interrupted thread even if its turn has come
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
      // its turn has come in the meantime
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
