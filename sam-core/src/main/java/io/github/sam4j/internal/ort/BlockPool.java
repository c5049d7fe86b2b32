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
 * Keeps returned blocks for later requests of the same size: fresh memory costs page faults, and on
 * a GPU a synchronisation.
 *
 * <p>Sizes are rounded up by an eighth at most, so that similar requests meet. Of the unused blocks
 * it keeps those returned last, up to a limit of bytes. Safe for use by several threads, none of
 * which waits while another one allocates or frees: on a GPU that takes turns with the runs of
 * sessions.
 */
final class BlockPool implements AutoCloseable {
  /** Sizes between one power of two and the next. */
  private static final int STEPS = 8;

  private static final long SMALLEST = 512;

  private final LongFunction<MemoryBlock> source;
  private final long idleLimit;
  private final Deque<MemoryBlock> idle = new ArrayDeque<>();
  private long idleBytes;
  private long openBytes;
  private boolean closed;

  /**
   * Begins empty.
   *
   * @param source allocates a block of so many bytes
   * @param idleLimit most bytes that are kept for later; where the source is an arena of ONNX
   *     Runtime, that one keeps freed memory as well, for blocks of any size, until its session
   *     ends
   */
  BlockPool(LongFunction<MemoryBlock> source, long idleLimit) {
    this.source = source;
    this.idleLimit = idleLimit;
  }

  /** Returns the size of the block that serves a request for so many bytes. */
  static long roundUp(long bytes) {
    long atLeast = Math.max(SMALLEST, bytes);
    long step = Math.max(SMALLEST / STEPS, Long.highestOneBit(atLeast) / STEPS);
    return Math.multiplyExact(Math.floorDiv(Math.addExact(atLeast, step - 1), step), step);
  }

  /**
   * Returns a block of at least so many bytes with undefined content. Where none can be allocated,
   * everything that is kept is freed before a second try.
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

  /** Counts a block as open, one that is kept if there is one of that size. */
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

  /** Takes back a block that {@link #take} returned. */
  void giveBack(MemoryBlock block) {
    Closing.each(keep(block), MemoryBlock::free);
  }

  /** Keeps a block; returns those that must be freed for it. */
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

  /** Returns the bytes that are kept for later. */
  synchronized long idleBytes() {
    return idleBytes;
  }

  /** Returns the bytes that are in use. */
  synchronized long openBytes() {
    return openBytes;
  }

  /** Frees what is kept, and from now on what is given back. Idempotent. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    Closing.each(removeIdle(), MemoryBlock::free);
  }
}
