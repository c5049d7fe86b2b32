// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.tools.NativeAllocationTracer;

/**
 * JavaCPP's own numbers, free of what only waits for the garbage collector. Each binding of a
 * tensor leaves one entry in JavaCPP's list until then, without any memory behind it.
 */
final class JavaCppMemory {
  private static final int ROUNDS = 40;
  private static final long MILLIS_PER_ROUND = 10_000;

  private JavaCppMemory() {}

  /**
   * Returns a line for every place in the code that has asked for native memory, as far as JavaCPP
   * was told to trace: {@code site}, how often, how many it has not given back, how many only the
   * garbage collector gave back, and the place.
   */
  static List<String> sites() {
    return NativeAllocationTracer.getSites().stream()
        .map(site -> "site " + site.getTotalCounts() + " " + site.getLiveCounts() + " "
            + site.getCollectedCounts() + " " + site.getPointerType().getSimpleName() + " in "
            + site.getLocation())
        .toList();
  }

  /** Returns the number of native objects alive. */
  static long settledCount() {
    long count = Pointer.totalCount();
    int still = 0;
    for (int round = 0; round < ROUNDS && still < 3; round++) {
      collectGarbage();
      long now = Pointer.totalCount();
      still = now == count ? still + 1 : 0;
      count = now;
    }
    return count;
  }

  /** Returns when a whole collection is over and its references have been handed out. */
  static void collectGarbage() {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    PhantomReference<Object> marker = new PhantomReference<>(new Object(), queue);
    System.gc();
    try {
      queue.remove(MILLIS_PER_ROUND);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      Reference.reachabilityFence(marker);
    }
    Pointer.deallocateReferences();
  }
}
