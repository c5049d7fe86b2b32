package io.github.sam4j.internal.ort;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.LongFunction;

/**
 * Keeps blocks that were given back for whoever needs one of that size next: fresh memory costs
 * page faults, and on a GPU a synchronisation.
 *
 * <p>Sizes are rounded up by an eighth at most, so that similar requests meet. Of the blocks that
 * nobody uses it keeps those given back last, up to a limit of bytes. Safe for use by several
 * threads.
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
   * @param idleLimit most bytes that are kept for later
   */
  BlockPool(LongFunction<MemoryBlock> source, long idleLimit) {
    this.source = source;
    this.idleLimit = idleLimit;
  }

  /** Returns how many bytes a request for so many gets. */
  static long roundUp(long bytes) {
    long atLeast = Math.max(SMALLEST, bytes);
    long step = Math.max(SMALLEST / STEPS, Long.highestOneBit(atLeast) / STEPS);
    return Math.multiplyExact(Math.floorDiv(Math.addExact(atLeast, step - 1), step), step);
  }

  /** Returns a block of at least so many bytes with undefined content. */
  synchronized MemoryBlock take(long bytes) {
    if (closed) {
      throw new IllegalStateException("the memory of tensors is closed");
    }
    long size = roundUp(bytes);
    MemoryBlock block = idleOf(size);
    openBytes += size;
    return block;
  }

  private MemoryBlock idleOf(long size) {
    for (Iterator<MemoryBlock> each = idle.iterator(); each.hasNext(); ) {
      MemoryBlock block = each.next();
      if (block.bytes() == size) {
        each.remove();
        idleBytes -= size;
        return block;
      }
    }
    return source.apply(size);
  }

  /** Takes back a block that {@link #take} returned. */
  synchronized void giveBack(MemoryBlock block) {
    openBytes -= block.bytes();
    if (closed) {
      block.free();
      return;
    }
    idle.addFirst(block);
    idleBytes += block.bytes();
    while (idleBytes > idleLimit) {
      MemoryBlock oldest = idle.removeLast();
      idleBytes -= oldest.bytes();
      oldest.free();
    }
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
  public synchronized void close() {
    closed = true;
    idle.forEach(MemoryBlock::free);
    idle.clear();
    idleBytes = 0;
  }
}
