// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.device.Device;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * The only thread of this process that calls a GPU.
 *
 * <p>ONNX Runtime's CUDA provider keeps streams and handles per calling thread. Users have reported
 * that the process aborts when a session is run by another thread after the first one has ended,
 * and that threads interfere with each other while a CUDA graph is recorded. A GPU executes
 * sequentially anyway, so all calls to it go through a thread that never ends, while the caller
 * waits. On the CPU the calling thread does the work itself.
 */
final class DeviceThread {
  private static final Map<Device, DeviceThread> THREADS = new ConcurrentHashMap<>();

  private final ExecutorService executor;
  private final Thread thread;

  private DeviceThread(Device device) {
    Thread[] made = new Thread[1];
    executor = Executors.newSingleThreadExecutor(task -> {
      made[0] = new Thread(task, "sam4j-" + device);
      made[0].setDaemon(true);
      return made[0];
    });
    await(executor.submit(() -> {}));
    thread = made[0];
  }

  /** Runs a task on a device's thread and returns its result or rethrows its exception. */
  static <T> T call(Device device, Supplier<T> task) {
    if (!device.isGpu()) {
      return task.get();
    }
    return of(device).call(task);
  }

  /** Runs a task as {@link #call} does. */
  static void run(Device device, Runnable task) {
    call(device, () -> {
      task.run();
      return true;
    });
  }

  /** Returns a device's thread. */
  static DeviceThread of(Device device) {
    return THREADS.computeIfAbsent(device, DeviceThread::new);
  }

  /** Runs a task on this thread; reentrant. */
  <T> T call(Supplier<T> task) {
    return Thread.currentThread() == thread ? task.get() : await(executor.submit(task::get));
  }

  /**
   * Waits for completion even if interrupted, because the task uses resources that the caller frees
   * afterwards.
   */
  private static <T> T await(Future<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException problem) {
        throw calledFromHere(problem);
      }
      if (e.getCause() instanceof Error problem) {
        throw calledFromHere(problem);
      }
      throw new IllegalStateException("a task failed: " + e.getCause(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Adds the caller's stack trace to an exception of the device thread. */
  private static <E extends Throwable> E calledFromHere(E problem) {
    problem.addSuppressed(new IllegalStateException("called from here"));
    return problem;
  }
}
