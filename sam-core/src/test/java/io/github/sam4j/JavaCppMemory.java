package io.github.sam4j;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import org.bytedeco.javacpp.Pointer;

/**
 * JavaCPP's own numbers, free of what only waits for the garbage collector. Each binding of a
 * tensor leaves one entry in JavaCPP's list until then, without any memory behind it.
 */
final class JavaCppMemory {
  private static final int ROUNDS = 40;
  private static final long MILLIS_PER_ROUND = 10_000;

  private JavaCppMemory() {}

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
