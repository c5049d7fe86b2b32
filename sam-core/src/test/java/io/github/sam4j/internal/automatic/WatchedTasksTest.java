// Copyright 2026 The SAM4J authors
// SPDX-License-Identifier: Apache-2.0

package io.github.sam4j.internal.automatic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.sam4j.TinySam;
import io.github.sam4j.internal.inference.EngineLoader;
import io.github.sam4j.internal.inference.EngineSettings;
import io.github.sam4j.internal.inference.SamEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that fail, are stopped, or never begin. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WatchedTasksTest {
  private SamEngine engine;
  private WatchedTasks tasks;

  @BeforeEach
  void load(@TempDir Path folder) throws IOException {
    engine = EngineLoader.load(TinySam.model(folder), EngineSettings.cpu(1, 2));
    tasks = new WatchedTasks(engine.workers());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static void calm() {}

  private String workUntilStopped() {
    while (!tasks.stop().isRequested()) {
      Thread.onSpinWait();
    }
    tasks.stop().check();
    return "never";
  }

  @Test
  void resultsComeInTheOrderOfTheTasks() {
    CountDownLatch second = new CountDownLatch(1);
    Supplier<String> slow = () -> {
      await(second);
      return "slow";
    };
    Supplier<String> fast = () -> {
      second.countDown();
      return "fast";
    };

    assertThat(tasks.run(List.of(slow, fast), WatchedTasksTest::calm, result -> {}))
        .containsExactly("slow", "fast");
  }

  @Test
  void failureOfOneTaskEndsTheOthers() {
    Supplier<String> failing = () -> {
      throw new UnsupportedOperationException("broken");
    };

    assertThatThrownBy(() -> tasks.run(
            List.of(this::workUntilStopped, failing), WatchedTasksTest::calm, result -> {}))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("broken")
        .hasNoSuppressedExceptions();
  }

  @Test
  void furtherFailuresAreSuppressed() {
    CountDownLatch begun = new CountDownLatch(1);
    Supplier<String> failing = () -> {
      begun.countDown();
      while (!tasks.stop().isRequested()) {
        Thread.onSpinWait();
      }
      throw new UnsupportedOperationException("broken, too");
    };
    Runnable heartbeat = () -> {
      await(begun);
      throw new IllegalArgumentException("no display");
    };

    assertThatThrownBy(() -> tasks.run(List.of(failing), heartbeat, result -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no display")
        .satisfies(e -> assertThat(e.getSuppressed())
            .extracting(Throwable::getMessage)
            .containsExactly("broken, too"));
  }

  @Test
  void resultsThatAreNotReturnedAreDiscarded() {
    List<String> discarded = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(1);
    Runnable heartbeat = () -> {
      await(done);
      throw new CancellationException("enough");
    };
    Supplier<String> finished = () -> {
      done.countDown();
      return "finished";
    };

    assertThatThrownBy(
            () -> tasks.run(List.of(finished, this::workUntilStopped), heartbeat, discarded::add))
        .isInstanceOf(CancellationException.class);

    assertThat(discarded).containsExactly("finished");
  }

  @Test
  void tasksThatNobodyHasBegunAreWithdrawn() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    List<String> begun = new ArrayList<>();
    // both workers are busy with somebody else's work all the time
    List<Future<String>> busy = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      busy.add(engine.workers().submit(() -> {
        await(release);
        return "done";
      }));
    }
    Supplier<String> waiting = () -> {
      begun.add("begun");
      return "";
    };
    Runnable heartbeat = () -> {
      throw new CancellationException("enough");
    };

    assertThatThrownBy(() -> tasks.run(List.of(waiting), heartbeat, result -> {}))
        .isInstanceOf(CancellationException.class);

    assertThat(busy).noneMatch(Future::isDone);
    release.countDown();
    for (Future<String> other : busy) {
      assertThat(other.get()).isEqualTo("done");
    }
    assertThat(begun).isEmpty();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
