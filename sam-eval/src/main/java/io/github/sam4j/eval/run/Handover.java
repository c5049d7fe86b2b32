// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.image.internal.jvm.Interruption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A bounded queue between two stages, with a mark for the end. */
final class Handover<T> {
  private static final long LOOK_UP_MILLIS = 100;

  private final BlockingQueue<Optional<T>> queue;
  private final StageThreads threads;

  Handover(int capacity, StageThreads threads) {
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.threads = threads;
  }

  /** Takes an element. */
  @FunctionalInterface
  interface Taker<T> {
    /** Takes the next one. */
    void accept(T element) throws IOException;
  }

  /**
   * Adds an element; waits while the queue is full.
   *
   * @throws CancellationException if the stages end
   */
  void put(T element) {
    offer(Optional.of(element));
  }

  /** Marks the end. */
  void end() {
    offer(Optional.empty());
  }

  private void offer(Optional<T> element) {
    try {
      do {
        if (threads.isStopped()) {
          throw new CancellationException("the stages end");
        }
      } while (!queue.offer(element, LOOK_UP_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      throw Interruption.cancelled("interrupted", e);
    }
  }

  /**
   * Takes all elements, then runs the final action.
   *
   * @throws CancellationException if the stages end before
   */
  void forEach(Consumer<T> taker, Runnable atEnd) {
    try {
      while (true) {
        if (threads.isStopped()) {
          throw new CancellationException("the stages end");
        }
        // null: no element yet; empty: the end
        Optional<T> element = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        if (element != null) {
          if (element.isEmpty()) {
            atEnd.run();
            return;
          }
          taker.accept(element.get());
        }
      }
    } catch (InterruptedException e) {
      throw Interruption.cancelled("interrupted", e);
    }
  }

  /**
   * Takes all elements, on the thread that isn't a stage, until the end or until a stage failed.
   *
   * @param watch run several times a second, and after every element
   */
  void forEachWatched(Taker<T> taker, Runnable watch) throws IOException {
    while (true) {
      Optional<T> element;
      try {
        element = queue.poll(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw Interruption.cancelled("interrupted", e);
      }
      if (element != null && element.isPresent()) {
        taker.accept(element.get());
      }
      boolean ended = element == null ? threads.isStopped() : element.isEmpty();
      if (ended) {
        return;
      }
      watch.run();
    }
  }

  /** Removes and returns the remaining elements. */
  List<T> drain() {
    List<Optional<T>> left = new ArrayList<>();
    queue.drainTo(left);
    return left.stream().flatMap(Optional::stream).toList();
  }
}
