// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.device.Device;
import io.github.sam4j.model.InferenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.onnxruntime.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class BlockPoolTest {
  private final List<PaperBlock> allocated = new ArrayList<>();

  /** A block without memory behind it. */
  private static class PaperBlock implements MemoryBlock {
    private final long bytes;
    private int timesFreed;

    PaperBlock(long bytes) {
      this.bytes = bytes;
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public BytePointer address() {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean isReadable() {
      return false;
    }

    @Override
    public Device device() {
      return Device.cpu();
    }

    @Override
    public Value value(BytePointer part, int onnxType, long[] shape) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void free() {
      timesFreed++;
    }
  }

  private BlockPool pool(long idleLimit) {
    return new BlockPool(
        bytes -> {
          PaperBlock block = new PaperBlock(bytes);
          allocated.add(block);
          return block;
        },
        idleLimit);
  }

  private long freed() {
    return allocated.stream().filter(block -> block.timesFreed > 0).count();
  }

  @Test
  void sizesAreRoundedUpByAnEighthAtMost() {
    Random random = new Random(6);
    for (int i = 0; i < 10_000; i++) {
      long bytes = 1 + (random.nextLong() >>> (1 + random.nextInt(60)) >>> 4);
      long rounded = BlockPool.roundUp(bytes);

      assertThat(rounded).isGreaterThanOrEqualTo(bytes);
      assertThat(rounded).isLessThanOrEqualTo(Math.max(512, bytes + bytes / 8 + 1));
      assertThat(BlockPool.roundUp(rounded)).as("rounded twice").isEqualTo(rounded);
    }
    assertThat(BlockPool.roundUp(0)).isEqualTo(512);
    assertThat(BlockPool.roundUp(512)).isEqualTo(512);
    assertThat(BlockPool.roundUp(513)).isEqualTo(576);
    assertThat(BlockPool.roundUp(1025)).isEqualTo(1152);
  }

  @Test
  void whatWasGivenBackIsUsedAgain() {
    BlockPool pool = pool(1 << 20);
    MemoryBlock block = pool.take(1000);
    pool.giveBack(block);

    assertThat(pool.take(1010)).isSameAs(block);
    assertThat(pool.take(1010)).isNotSameAs(block);
    assertThat(allocated).hasSize(2);
  }

  @Test
  void anotherSizeIsAnotherBlock() {
    BlockPool pool = pool(1 << 20);
    MemoryBlock block = pool.take(4096);
    pool.giveBack(block);

    assertThat(pool.take(2048)).isNotSameAs(block);
    assertThat(pool.idleBytes()).isEqualTo(4096);
  }

  @Test
  void bytesAreCounted() {
    BlockPool pool = pool(1 << 20);
    MemoryBlock block = pool.take(1025);

    assertThat(pool.openBytes()).isEqualTo(1152);
    assertThat(pool.idleBytes()).isZero();
    pool.giveBack(block);
    assertThat(pool.openBytes()).isZero();
    assertThat(pool.idleBytes()).isEqualTo(1152);
  }

  @Test
  void theOldestGoesWhenTheLimitIsReached() {
    BlockPool pool = pool(3000);
    MemoryBlock first = pool.take(1024);
    MemoryBlock second = pool.take(1024);
    MemoryBlock third = pool.take(1024);
    pool.giveBack(second);
    pool.giveBack(first);
    pool.giveBack(third);

    assertThat(pool.idleBytes()).isEqualTo(2048);
    assertThat(((PaperBlock) second).timesFreed).isEqualTo(1);
    assertThat(pool.take(1024)).isSameAs(third);
    assertThat(pool.take(1024)).isSameAs(first);
  }

  @Test
  void aBlockBeyondTheLimitIsNotKept() {
    BlockPool pool = pool(1000);
    pool.giveBack(pool.take(4096));

    assertThat(freed()).isEqualTo(1);
    assertThat(pool.idleBytes()).isZero();
  }

  @Test
  void closingFreesWhatIsIdleAtOnceAndTheRestWhenItComesBack() {
    BlockPool pool = pool(1 << 20);
    MemoryBlock open = pool.take(1024);
    pool.giveBack(pool.take(2048));

    pool.close();
    pool.close();
    assertThat(freed()).isEqualTo(1);
    assertThat(pool.openBytes()).isEqualTo(1024);
    pool.giveBack(open);
    assertThat(allocated).allSatisfy(block -> assertThat(block.timesFreed).isEqualTo(1));
    assertThatThrownBy(() -> pool.take(1)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noBlockIsHeldTwiceAndNoneIsLost() {
    Random random = new Random(7);
    BlockPool pool = pool(20_000);
    List<MemoryBlock> held = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      if (held.isEmpty() || (random.nextInt(5) < 3 && held.size() < 30)) {
        MemoryBlock block = pool.take(1 + random.nextInt(5000));
        assertThat(held).doesNotContain(block);
        assertThat(((PaperBlock) block).timesFreed).isZero();
        held.add(block);
      } else {
        pool.giveBack(held.remove(random.nextInt(held.size())));
      }
      assertThat(pool.openBytes())
          .isEqualTo(held.stream().mapToLong(MemoryBlock::bytes).sum());
      assertThat(pool.idleBytes()).isBetween(0L, 20_000L);
    }
    held.forEach(pool::giveBack);
    pool.close();
    assertThat(allocated).allSatisfy(block -> assertThat(block.timesFreed).isEqualTo(1));
  }

  /** A pool over a memory that has no more than so many bytes. */
  private BlockPool poolOver(long capacity) {
    return new BlockPool(
        bytes -> {
          long used = allocated.stream()
              .filter(block -> block.timesFreed == 0)
              .mapToLong(MemoryBlock::bytes)
              .sum();
          if (used + bytes > capacity) {
            throw new InferenceException("no room for " + bytes, new RuntimeException("full"));
          }
          PaperBlock block = new PaperBlock(bytes);
          allocated.add(block);
          return block;
        },
        1 << 20);
  }

  @Test
  void whatIsKeptMakesRoomForABlockOfAnotherSize() {
    BlockPool pool = poolOver(8192);
    MemoryBlock first = pool.take(4096);
    MemoryBlock second = pool.take(2048);
    pool.giveBack(first);
    pool.giveBack(second);

    MemoryBlock large = pool.take(8192);

    assertThat(large.bytes()).isEqualTo(8192);
    assertThat(freed()).isEqualTo(2);
    assertThat(pool.idleBytes()).isZero();
    assertThat(pool.openBytes()).isEqualTo(8192);
  }

  @Test
  void whatCannotBeHadIsNotCounted() {
    BlockPool pool = poolOver(8192);
    MemoryBlock open = pool.take(4096);
    pool.giveBack(pool.take(1024));

    assertThatThrownBy(() -> pool.take(8192))
        .isInstanceOf(InferenceException.class)
        .hasMessage("no room for 8192");

    assertThat(pool.openBytes()).isEqualTo(4096);
    assertThat(pool.idleBytes()).isZero();
    pool.giveBack(open);
    assertThat(pool.take(8192).bytes()).isEqualTo(8192);
  }

  @Test
  @Timeout(60)
  void whoeverAllocatesKeepsNobodyWaiting() throws InterruptedException {
    CountDownLatch allocates = new CountDownLatch(1);
    CountDownLatch othersAreDone = new CountDownLatch(1);
    BlockPool pool = new BlockPool(
        bytes -> {
          if (bytes == 4096) {
            allocates.countDown();
            awaitQuietly(othersAreDone);
          }
          return new PaperBlock(bytes);
        },
        1 << 20);
    Thread slow = new Thread(() -> pool.take(4096));
    slow.start();
    allocates.await();

    pool.giveBack(pool.take(1024));
    assertThat(pool.idleBytes()).isEqualTo(1024);

    othersAreDone.countDown();
    slow.join();
    assertThat(pool.openBytes()).isEqualTo(4096);
  }

  @Test
  @Timeout(60)
  void whoeverFreesKeepsNobodyWaiting() throws InterruptedException {
    CountDownLatch frees = new CountDownLatch(1);
    CountDownLatch othersAreDone = new CountDownLatch(1);
    BlockPool pool = new BlockPool(
        bytes -> new PaperBlock(bytes) {
          @Override
          public void free() {
            frees.countDown();
            awaitQuietly(othersAreDone);
          }
        },
        0);
    MemoryBlock block = pool.take(4096);
    Thread slow = new Thread(() -> pool.giveBack(block));
    slow.start();
    frees.await();

    assertThat(pool.take(1024).bytes()).isEqualTo(1024);

    othersAreDone.countDown();
    slow.join();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
