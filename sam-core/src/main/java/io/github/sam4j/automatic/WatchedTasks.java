package io.github.sam4j.automatic;

import io.github.sam4j.Progress;
import io.github.sam4j.internal.inference.SamEngine;
import io.github.sam4j.internal.ort.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks on the workers while the calling thread watches: it tells the progress, and stops them
 * all when the progress listener says so, the thread is interrupted, or one of them fails. It never
 * leaves before all of them have ended, so that what they use can be freed.
 */
final class WatchedTasks {
  private static final long HEARTBEAT_MILLIS = 50;

  private final SamEngine engine;
  private final Progress progress;
  private final StopSignal stop = new StopSignal();

  WatchedTasks(SamEngine engine, Progress progress) {
    this.engine = engine;
    this.progress = progress;
  }

  /** Returns the signal that tasks must heed. */
  StopSignal stop() {
    return stop;
  }

  /**
   * Returns the results in the order of the tasks.
   *
   * @param heartbeat called several times a second on this thread
   * @param discard frees a result that is not returned because something went wrong
   * @throws CancellationException if the work was stopped; after an interrupt the thread is
   *     interrupted again
   */
  <T> List<T> run(List<Supplier<T>> tasks, Runnable heartbeat, Consumer<T> discard) {
    List<Future<T>> futures = new ArrayList<>();
    List<T> results = new ArrayList<>();
    Watch watch = new Watch();
    try {
      for (Supplier<T> task : tasks) {
        futures.add(engine.submit(task));
      }
    } catch (RuntimeException | Error e) {
      watch.fail(e);
    }
    for (Future<T> future : futures) {
      T result = watch.await(future, heartbeat);
      if (result != null) {
        results.add(result);
      }
    }
    try {
      watch.finish();
      return results;
    } catch (RuntimeException | Error e) {
      results.forEach(discard);
      throw e;
    }
  }

  /** What went wrong so far. */
  private final class Watch {
    private boolean interrupted;
    private @Nullable Throwable failure;

    /** Returns the result, or null if there will be none. */
    <T> @Nullable T await(Future<T> future, Runnable heartbeat) {
      while (true) {
        try {
          return future.get(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          beat(heartbeat);
        } catch (InterruptedException e) {
          interrupted = true;
          stop.request();
        } catch (ExecutionException e) {
          fail(e.getCause() == null ? e : e.getCause());
          return null;
        }
      }
    }

    private void beat(Runnable heartbeat) {
      try {
        heartbeat.run();
        if (progress.isCancelled()) {
          stop.request();
        }
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    }

    void fail(Throwable problem) {
      // what the stop itself causes is no reason
      if (failure == null && !(problem instanceof CancellationException && stop.isRequested())) {
        failure = problem;
      }
      stop.request();
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
