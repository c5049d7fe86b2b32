// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.device.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The thread itself needs no GPU: it is only named after one. */
final class DeviceThreadTest {
  private static final Device GPU = Device.cuda(900);

  @Test
  void theCpuWorksOnTheCallersThread() {
    assertThat(DeviceThread.<Thread>call(Device.cpu(), Thread::currentThread))
        .isSameAs(Thread.currentThread());
  }

  @Test
  void allCallersShareOneThread() throws InterruptedException {
    Set<Thread> seen = ConcurrentHashMap.newKeySet();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread caller = new Thread(() -> {
        for (int n = 0; n < 50; n++) {
          seen.add(DeviceThread.<Thread>call(GPU, Thread::currentThread));
        }
      });
      caller.start();
      callers.add(caller);
    }
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(seen).hasSize(1);
    assertThat(seen.iterator().next().getName()).isEqualTo("sam4j-cuda:900");
    assertThat(seen.iterator().next().isDaemon()).isTrue();
  }

  @Test
  void eachGpuHasAThread() {
    assertThat(DeviceThread.of(Device.cuda(900)))
        .isSameAs(DeviceThread.of(GPU))
        .isNotSameAs(DeviceThread.of(Device.cuda(901)));
  }

  @Test
  void aTaskMayAskForAnother() {
    assertThat(DeviceThread.<Integer>call(GPU, () -> 1 + DeviceThread.<Integer>call(GPU, () -> 2)))
        .isEqualTo(3);
  }

  @Test
  void failuresComeToTheCaller() {
    assertThatThrownBy(() -> DeviceThread.run(GPU, () -> {
          throw new IllegalArgumentException("wrong");
        }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("wrong");
    assertThatThrownBy(() -> DeviceThread.run(GPU, () -> {
          throw new StackOverflowError("deep");
        }))
        .isInstanceOf(StackOverflowError.class);
  }

  @Test
  void failuresTellWhoCalled() {
    assertThatThrownBy(() -> DeviceThread.run(GPU, () -> {
          throw new IllegalArgumentException("wrong");
        }))
        .satisfies(e -> {
          assertThat(e.getSuppressed()).hasSize(1);
          assertThat(e.getSuppressed()[0]).hasMessage("called from here");
          assertThat(e.getSuppressed()[0].getStackTrace())
              .anyMatch(frame -> frame.getMethodName().contains("failuresTellWhoCalled"));
        });
  }

  /** What the caller frees next is still in use: an interrupt must not send it away. */
  @Test
  void anInterruptedCallerWaitsForTheEnd() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<String> events = new ArrayList<>();
    Thread caller = new Thread(() -> {
      DeviceThread.run(GPU, () -> {
        begun.countDown();
        awaitQuietly(mayEnd);
        events.add("task ended");
      });
      events.add("caller went on, interrupted=" + Thread.currentThread().isInterrupted());
    });
    caller.start();
    begun.await();
    caller.interrupt();
    mayEnd.countDown();
    caller.join();

    assertThat(events).containsExactly("task ended", "caller went on, interrupted=true");
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
