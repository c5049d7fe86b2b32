// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import io.github.sam4j.internal.memory.Closing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Keeps returned blocks for later requests of the same size: newly allocated memory costs page
 * faults, and on a GPU a synchronisation.
 *
 * <p>Sizes are rounded up by at most an eighth, so that similar requests share blocks. The most
 * recently returned blocks are kept, up to a limit in bytes. Safe for use by several threads.
 * Memory is allocated and freed outside the lock, because on a GPU these calls wait for runs of
 * sessions.
 */
final class BlockPool implements AutoCloseable {
  /** Number of sizes between one power of two and the next. */
  private static final int STEPS = 8;

  private static final long SMALLEST = 512;

  private final LongFunction<MemoryBlock> source;
  private final long idleLimit;
  private final Deque<MemoryBlock> idle = new ArrayDeque<>();
  private long idleBytes;
  private long openBytes;
  private boolean closed;

  /**
   * Creates an empty pool.
   *
   * @param source allocates a block of the given size in bytes
   * @param idleLimit maximum number of bytes kept for reuse; an arena of ONNX Runtime, if that is
   *     the source, also retains freed memory, for blocks of any size, until its session ends
   */
  BlockPool(LongFunction<MemoryBlock> source, long idleLimit) {
    this.source = source;
    this.idleLimit = idleLimit;
  }

  /** Returns the block size for a request of the given number of bytes. */
  static long roundUp(long bytes) {
    long atLeast = Math.max(SMALLEST, bytes);
    long step = Math.max(SMALLEST / STEPS, Long.highestOneBit(atLeast) / STEPS);
    return Math.multiplyExact(Math.floorDiv(Math.addExact(atLeast, step - 1), step), step);
  }

  /**
   * Returns a block of at least the given size with undefined content. If allocation fails, all
   * idle blocks are freed before a second attempt.
   */
  MemoryBlock take(long bytes) {
    long size = roundUp(bytes);
    Optional<MemoryBlock> kept = open(size);
    if (kept.isPresent()) {
      return kept.get();
    }
    try {
      return allocate(size);
    } catch (RuntimeException | Error e) {
      withdraw(size);
      throw e;
    }
  }

  /** Counts a block as open and returns an idle one of that size, if there is one. */
  private synchronized Optional<MemoryBlock> open(long size) {
    if (closed) {
      throw new IllegalStateException("the memory of tensors is closed");
    }
    openBytes += size;
    for (Iterator<MemoryBlock> each = idle.iterator(); each.hasNext(); ) {
      MemoryBlock block = each.next();
      if (block.bytes() == size) {
        each.remove();
        idleBytes -= size;
        return Optional.of(block);
      }
    }
    return Optional.empty();
  }

  private synchronized void withdraw(long size) {
    openBytes -= size;
  }

  private MemoryBlock allocate(long size) {
    try {
      return source.apply(size);
    } catch (RuntimeException | OutOfMemoryError e) {
      List<MemoryBlock> kept = removeIdle();
      if (kept.isEmpty()) {
        throw e;
      }
      Closing.each(kept, MemoryBlock::free);
      return source.apply(size);
    }
  }

  private synchronized List<MemoryBlock> removeIdle() {
    List<MemoryBlock> kept = List.copyOf(idle);
    idle.clear();
    idleBytes = 0;
    return kept;
  }

  /** Returns a block from {@link #take} to the pool. */
  void giveBack(MemoryBlock block) {
    Closing.each(keep(block), MemoryBlock::free);
  }

  /** Keeps a block and returns the blocks to free in exchange. */
  private synchronized List<MemoryBlock> keep(MemoryBlock block) {
    openBytes -= block.bytes();
    if (closed) {
      return List.of(block);
    }
    idle.addFirst(block);
    idleBytes += block.bytes();
    List<MemoryBlock> superfluous = new ArrayList<>();
    while (idleBytes > idleLimit) {
      MemoryBlock oldest = idle.removeLast();
      idleBytes -= oldest.bytes();
      superfluous.add(oldest);
    }
    return superfluous;
  }

  /** Returns the number of idle bytes. */
  synchronized long idleBytes() {
    return idleBytes;
  }

  /** Returns the number of bytes in use. */
  synchronized long openBytes() {
    return openBytes;
  }

  /** Frees all idle blocks; blocks returned later are freed at once. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    Closing.each(removeIdle(), MemoryBlock::free);
  }
}
