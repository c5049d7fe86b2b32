// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** Counts the bytes of Java heap that this thread and the threads of segmenters allocate. */
final class AllocatedHeap {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocatedHeap() {}

  /** Returns what a task allocates each time; of threads that it starts itself nothing is known. */
  static long bytes(int times, Runnable task) {
    long[] ids = threads();
    long before = sum(ids);
    for (int i = 0; i < times; i++) {
      task.run();
    }
    return (sum(ids) - before) / times;
  }

  private static long[] threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread == Thread.currentThread() || thread.getName().startsWith("sam4j"))
        .mapToLong(Thread::getId)
        .toArray();
  }

  private static long sum(long[] ids) {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
  }
}
