// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.eval.run;

import io.github.sam4j.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads of a pipeline: they end together, and the caller receives the first failure. */
final class StageThreads {
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;

  /** Work of a stage. */
  @FunctionalInterface
  interface Stage {
    /** Does everything that the stage has to do. */
    void run() throws IOException;
  }

  /** Starts a stage. */
  void start(String name, Stage stage) {
    Thread thread = new Thread(() -> run(stage), "sam4j-" + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  // a stage that ends must end the others, or they would wait forever
  @SuppressWarnings("CatchingUnchecked")
  private void run(Stage stage) {
    try {
      stage.run();
    } catch (CancellationException e) {
      // a consequence where the stages end anyway, else a failure like any other
      if (!stopped) {
        failure.compareAndSet(null, e);
        stopped = true;
      }
    } catch (Exception | Error e) {
      failure.compareAndSet(null, e);
      stopped = true;
    }
  }

  /** Returns whether the stages have been stopped. */
  boolean isStopped() {
    return stopped;
  }

  /** Returns a listener that cancels once the stages have been stopped. */
  Progress progress() {
    return new Progress() {
      @Override
      public void update(double fraction, String step) {}

      @Override
      public boolean isCancelled() {
        return stopped;
      }
    };
  }

  /** Ends all stages and waits until they have; an interrupt is kept for afterwards. */
  void stop() {
    stopped = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Adds the failure of a stage, if there is one, to another failure. */
  void addFailureTo(Throwable other) {
    Throwable first = failure.get();
    if (first != null && !first.equals(other)) {
      other.addSuppressed(first);
    }
  }

  /** Throws the failure of a stage, if there is one. */
  void throwFailure() throws IOException {
    Throwable first = failure.get();
    if (first instanceof IOException e) {
      throw e;
    }
    if (first instanceof RuntimeException e) {
      throw e;
    }
    if (first instanceof Error e) {
      throw e;
    }
  }
}
