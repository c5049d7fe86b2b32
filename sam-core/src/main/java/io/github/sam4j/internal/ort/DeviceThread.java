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
 * The one thread of this process that talks to a GPU.
 *
 * <p>ONNX Runtime's CUDA provider keeps streams and handles per calling thread. Users have reported
 * that a session which a thread has run and left then aborts the process when another one runs it,
 * and that threads disturb each other while a CUDA graph is recorded. A GPU does one thing after
 * the other anyway, so everything that reaches it goes through a thread that never ends; the caller
 * waits for it. On the CPU the caller does the work itself.
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

  /** Does a task on a device's thread and returns what it returns or throws. */
  static <T> T call(Device device, Supplier<T> task) {
    if (!device.isGpu()) {
      return task.get();
    }
    return of(device).call(task);
  }

  /** Does a task as {@link #call} does. */
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

  /** Does a task on this thread; one that it is doing already may ask for another. */
  <T> T call(Supplier<T> task) {
    return Thread.currentThread() == thread ? task.get() : await(executor.submit(task::get));
  }

  /** Waits for the end, even if interrupted: the task uses what the caller frees afterwards. */
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

  /** Adds the caller's stack trace: that of the problem is the device thread's. */
  private static <E extends Throwable> E calledFromHere(E problem) {
    problem.addSuppressed(new IllegalStateException("called from here"));
    return problem;
  }
}
