// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import io.github.sam4j.image.internal.jvm.Interruption;
import io.github.sam4j.internal.memory.Closing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * The threads of a segmenter: one pool for lanes of points and one of the same size for the masks
 * of prompts, which must not wait for a whole grid of points. Safe for use by several threads.
 */
public final class WorkerThreads implements AutoCloseable {
  private final OpenState open;
  private final ExecutorService lanes;
  private final ExecutorService masks;

  WorkerThreads(OpenState open, int threads) {
    this.open = open;
    this.lanes = Executors.newFixedThreadPool(threads, WorkerThreads::daemon);
    this.masks = Executors.newFixedThreadPool(threads, WorkerThreads::daemon);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "sam4j-worker");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Submits a task to the threads for lanes; it must not wait for another task.
   *
   * @throws IllegalStateException if the segmenter is closed
   */
  public <T> Future<T> submit(Supplier<T> task) {
    return open.whileOpen(() -> lanes.submit(() -> open.whileOpen(task)));
  }

  /**
   * Computes {@code task(0) … task(count - 1)} on the threads for masks and returns the results in
   * that order.
   *
   * @throws IllegalStateException if the segmenter is closed
   * @throws java.util.concurrent.CancellationException if this thread is interrupted before the
   *     tasks have finished; it stays interrupted
   */
  public <T> List<T> parallel(int count, IntFunction<T> task) {
    List<Callable<T>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int index = i;
      tasks.add(() -> task.apply(index));
    }
    return open.whileOpen(() -> results(tasks));
  }

  private <T> List<T> results(List<Callable<T>> tasks) {
    try {
      // invokeAll may return without noticing an interrupt if the tasks have already finished
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      List<T> results = new ArrayList<>(tasks.size());
      for (Future<T> future : masks.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      throw Interruption.cancelled("interrupted while waiting for masks", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException("a mask could not be computed: " + e.getCause(), e);
    }
  }

  /** Shuts the threads down after their pending tasks. Idempotent. */
  @Override
  public void close() {
    Closing.all(lanes::shutdown, masks::shutdown);
  }
}
