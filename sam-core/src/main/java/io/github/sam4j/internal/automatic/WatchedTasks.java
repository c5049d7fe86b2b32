// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import io.github.sam4j.internal.inference.WorkerThreads;
import io.github.sam4j.internal.ort.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on the workers while the calling thread watches: it stops them all when its heartbeat
 * throws, it is interrupted, or one of them fails. It never returns before all that were begun have
 * ended, so that what they use can be freed; those that no worker has begun are withdrawn.
 */
final class WatchedTasks {
  private static final long HEARTBEAT_MILLIS = 50;

  private final WorkerThreads workers;
  private final StopSignal stop = new StopSignal();

  WatchedTasks(WorkerThreads workers) {
    this.workers = workers;
  }

  /** Returns the signal that tasks must check. */
  StopSignal stop() {
    return stop;
  }

  /**
   * Returns the results in the order of the tasks.
   *
   * @param heartbeat called several times a second on this thread; what it throws ends the work
   * @param discard frees a result that is not returned because something went wrong
   * @throws CancellationException if the work was stopped; after an interrupt the thread is
   *     interrupted again
   */
  <T> List<T> run(List<Supplier<T>> work, Runnable heartbeat, Consumer<T> discard) {
    List<Task<T>> tasks = work.stream().map(Task::new).toList();
    List<T> results = new ArrayList<>();
    Watch watch = new Watch(tasks);
    for (Task<T> task : tasks) {
      watch.submit(task);
    }
    for (Task<T> task : tasks) {
      watch.await(task, heartbeat).ifPresent(results::add);
    }
    try {
      watch.finish();
      return results;
    } catch (RuntimeException | Error e) {
      results.forEach(discard);
      throw e;
    }
  }

  /** A task that can be withdrawn as long as no worker has begun it. */
  private final class Task<T> implements Supplier<Optional<T>> {
    private final Supplier<T> work;
    private final AtomicBoolean taken = new AtomicBoolean();
    private @Nullable Future<Optional<T>> future;

    Task(Supplier<T> work) {
      this.work = work;
    }

    @Override
    public Optional<T> get() {
      if (!taken.compareAndSet(false, true)) {
        return Optional.empty();
      }
      try {
        return Optional.of(work.get());
      } catch (RuntimeException | Error e) {
        // at once, not when the caller gets to this task: the others would work in vain
        stop.request();
        throw e;
      }
    }

    /** Makes sure that no worker begins this task if none has begun it yet. */
    void withdraw() {
      if (taken.compareAndSet(false, true)) {
        future = null;
      }
    }
  }

  /** What went wrong so far. */
  private final class Watch {
    private final List<? extends Task<?>> tasks;
    private boolean interrupted;
    private @Nullable Throwable failure;

    Watch(List<? extends Task<?>> tasks) {
      this.tasks = tasks;
    }

    <T> void submit(Task<T> task) {
      try {
        task.future = workers.submit(task);
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }

    /** Returns the result, if there will be one. */
    <T> Optional<T> await(Task<T> task, Runnable heartbeat) {
      while (task.future != null) {
        try {
          return task.future.get(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          beat(heartbeat);
        } catch (InterruptedException e) {
          interrupted = true;
          end();
        } catch (ExecutionException e) {
          fail(e.getCause() == null ? e : e.getCause());
          return Optional.empty();
        }
      }
      return Optional.empty();
    }

    private void beat(Runnable heartbeat) {
      if (stop.isRequested()) {
        end();
        return;
      }
      try {
        heartbeat.run();
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }

    /** Ends tasks under way and withdraws those that nobody has begun. */
    private void end() {
      stop.request();
      tasks.forEach(Task::withdraw);
    }

    private void fail(Throwable problem) {
      // a cancellation that the stop itself causes is not the reason
      boolean consequence = problem instanceof CancellationException && stop.isRequested();
      if (failure == null && !consequence) {
        failure = problem;
      } else if (failure != null && !consequence) {
        failure.addSuppressed(problem);
      }
      end();
    }

    void finish() {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      if (failure instanceof RuntimeException problem) {
        throw problem;
      }
      if (failure instanceof Error problem) {
        throw problem;
      }
      if (failure != null) {
        throw new IllegalStateException("a task failed: " + failure, failure);
      }
      stop.check();
    }
  }
}
