// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.internal.ort.StopSignal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who waits is known by the calls that the gate makes meanwhile. */
@Timeout(60)
final class ImageGateTest {
  private static final int THREADS = 8;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void shutDown() {
    threads.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void neverMoreThanTheGivenNumberAreInside(int limit) throws Exception {
    ImageGate gate = new ImageGate(limit);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch othersWait = new CountDownLatch(THREADS - limit);
    List<Future<Integer>> ends = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      CountDownLatch waits = new CountDownLatch(1);
      Runnable whileWaiting = () -> {
        if (waits.getCount() > 0) {
          waits.countDown();
          othersWait.countDown();
        }
      };
      ends.add(threads.submit(() -> gate.pass(new StopSignal(), whileWaiting, () -> {
        int now = inside.incrementAndGet();
        most.accumulateAndGet(now, Math::max);
        // nobody leaves before all have come, unless too many have got in
        while (othersWait.getCount() > 0 && most.get() <= limit) {
          Thread.onSpinWait();
        }
        inside.decrementAndGet();
        return now;
      })));
    }

    for (Future<Integer> end : ends) {
      assertThat(end.get()).isBetween(1, limit);
    }
    assertThat(most).hasValue(limit);
  }

  @Test
  void whoComesFirstIsServedFirst() throws Exception {
    ImageGate gate = new ImageGate(1);
    CountDownLatch allWait = new CountDownLatch(1);
    List<Integer> served = Collections.synchronizedList(new ArrayList<>());
    List<Future<Boolean>> ends = new ArrayList<>();
    ends.add(occupy(gate, allWait));
    List<CountDownLatch> looks = new ArrayList<>();
    for (int t = 0; t < 5; t++) {
      int number = t;
      // each looks up from waiting several times before anybody's turn comes
      CountDownLatch look = new CountDownLatch(3 + 2 * (t % 2));
      looks.add(look);
      ends.add(threads.submit(
          () -> gate.pass(new StopSignal(), look::countDown, () -> served.add(number))));
      awaitFirst(look);
    }

    for (CountDownLatch look : looks) {
      look.await();
    }
    allWait.countDown();
    for (Future<Boolean> end : ends) {
      assertThat(end.get()).isTrue();
    }
    assertThat(served).containsExactly(0, 1, 2, 3, 4);
  }

  private static void awaitFirst(CountDownLatch look) {
    long none = look.getCount();
    while (look.getCount() == none) {
      Thread.onSpinWait();
    }
  }

  /** Returns when a task is inside of the gate, where it stays until the latch opens. */
  private Future<Boolean> occupy(ImageGate gate, CountDownLatch until) throws InterruptedException {
    CountDownLatch entered = new CountDownLatch(1);
    Future<Boolean> end = threads.submit(() -> gate.pass(new StopSignal(), () -> {}, () -> {
      entered.countDown();
      try {
        until.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      return true;
    }));
    entered.await();
    return end;
  }

  @Test
  void stopEndsTheWaitAndTakesNoPlace() throws Exception {
    ImageGate gate = new ImageGate(1);
    CountDownLatch leave = new CountDownLatch(1);
    final Future<Boolean> first = occupy(gate, leave);
    StopSignal stop = new StopSignal();

    assertThatThrownBy(() -> gate.pass(stop, stop::request, () -> 1))
        .isInstanceOf(CancellationException.class);

    leave.countDown();
    assertThat(first.get()).isTrue();
    assertFree(gate);
  }

  @Test
  void closingEndsTheWaitAndTakesNoPlace() throws Exception {
    ImageGate gate = new ImageGate(1);
    CountDownLatch leave = new CountDownLatch(1);
    final Future<Boolean> first = occupy(gate, leave);
    Runnable closed = () -> {
      throw new IllegalStateException("it is closed");
    };

    assertThatThrownBy(() -> gate.pass(new StopSignal(), closed, () -> 1))
        .hasMessage("it is closed");

    leave.countDown();
    assertThat(first.get()).isTrue();
    assertFree(gate);
  }

  @Test
  void interruptEndsTheWaitAndTakesNoPlace() throws Exception {
    ImageGate gate = new ImageGate(1);
    CountDownLatch leave = new CountDownLatch(1);
    final Future<Boolean> first = occupy(gate, leave);
    Future<Boolean> second = threads.submit(() -> {
      Thread self = Thread.currentThread();
      assertThatThrownBy(() -> gate.pass(new StopSignal(), self::interrupt, () -> 1))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("interrupted while waiting for the encoder");
      return Thread.interrupted();
    });

    assertThat(second.get()).isTrue();
    leave.countDown();
    assertThat(first.get()).isTrue();
    assertFree(gate);
  }

  @Test
  void anInterruptedThreadGoesOnWhereThereIsAPlace() throws Exception {
    ImageGate gate = new ImageGate(1);
    Future<Boolean> end = threads.submit(() -> {
      Thread.currentThread().interrupt();
      assertThat(gate.<Integer>pass(new StopSignal(), () -> {}, () -> 5)).isEqualTo(5);
      return Thread.interrupted();
    });

    assertThat(end.get()).as("still interrupted").isTrue();
    assertFree(gate);
  }

  @Test
  void failureFreesThePlace() throws Exception {
    ImageGate gate = new ImageGate(1);

    assertThatThrownBy(() -> gate.pass(new StopSignal(), () -> {}, () -> {
          throw new IllegalStateException("no such encoder");
        }))
        .hasMessage("no such encoder");

    assertFree(gate);
  }

  private void assertFree(ImageGate gate) throws InterruptedException, ExecutionException {
    Runnable full = () -> {
      throw new IllegalStateException("there is no place");
    };
    assertThat(threads.submit(() -> gate.pass(new StopSignal(), full, () -> 7)).get())
        .isEqualTo(7);
  }
}
