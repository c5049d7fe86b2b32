package io.github.sam4j.internal.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.internal.ort.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ImageGateTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void soManyAreInsideAtOnceAndNotMore(int places) throws InterruptedException {
    ImageGate gate = new ImageGate(places);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    // opens when all places are taken: that they are taken at once is shown, not hoped for
    CyclicBarrier full = new CyclicBarrier(places);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4 * places; i++) {
      threads.add(new Thread(() -> gate.pass(new StopSignal(), ImageGateTest::open, () -> {
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        await(full);
        inside.decrementAndGet();
        return true;
      })));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(most).hasValue(places);
    assertThat(inside).hasValue(0);
  }

  /** Nothing is closed. */
  private static void open() {}

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aFailureFreesThePlace() {
    ImageGate gate = new ImageGate(1);

    assertThatThrownBy(() -> gate.pass(new StopSignal(), ImageGateTest::open, () -> {
          throw new IllegalArgumentException("too thin");
        }))
        .hasMessage("too thin");
    assertThat(gate.<Integer>pass(new StopSignal(), ImageGateTest::open, () -> 5))
        .isEqualTo(5);
  }

  @Test
  void whoeverWaitsCanBeStopped() throws InterruptedException {
    StopSignal stop = new StopSignal();

    assertThat(failureOfWaiting(stop, stop::request, ImageGateTest::open))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void whoeverWaitsLearnsThatItWasClosed() throws InterruptedException {
    AtomicBoolean closed = new AtomicBoolean();

    assertThat(failureOfWaiting(new StopSignal(), () -> closed.set(true), () -> {
          if (closed.get()) {
            throw new IllegalStateException("closed");
          }
        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("closed");
  }

  @Test
  void whoeverWaitsCanBeInterrupted() throws InterruptedException {
    Thread[] waiter = new Thread[1];
    Runnable rememberThread = () -> waiter[0] = Thread.currentThread();

    assertThat(failureOfWaiting(new StopSignal(), () -> waiter[0].interrupt(), rememberThread))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("interrupted");
  }

  /** What comes out of waiting for a place that is never given, after something has happened. */
  private static @Nullable Throwable failureOfWaiting(
      StopSignal stop, Runnable event, Runnable checkOpen) throws InterruptedException {
    ImageGate gate = new ImageGate(1);
    CountDownLatch waiting = new CountDownLatch(1);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread waiter = new Thread(() -> {
      try {
        gate.pass(
            stop,
            () -> {
              checkOpen.run();
              waiting.countDown();
            },
            () -> true);
      } catch (RuntimeException e) {
        failure.set(e);
      }
    });
    gate.pass(new StopSignal(), ImageGateTest::open, () -> {
      waiter.start();
      try {
        waiting.await();
        event.run();
        waiter.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return true;
    });
    return failure.get();
  }
}
